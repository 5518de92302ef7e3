package dev.parley.screening;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Context;
import dev.parley.comment.Draft;
import dev.parley.comment.History;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Text;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.sitemodel.SiteScores;
import dev.parley.sitemodel.SiteScores.Rescorer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Drafts to look at. */
final class Drafts {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private Drafts() {}

  static Site site(JsonObject policy) {
    return new Site(1, "s", "S", List.of("https://www.ledger.example"), SiteSettings.of(policy));
  }

  /** A text in English that is only asked about. */
  static Draft asked(String text, JsonObject policy) {
    return asked(text, Optional.of("en"), policy);
  }

  static Draft asked(String text, Optional<String> told, JsonObject policy) {
    return ScoreRoutes.draft(Place.on(site(policy)), text, told, NOW);
  }

  /** A comment in English by an author of whom so much was approved. */
  static Draft sent(
      String name,
      Optional<String> url,
      String title,
      String text,
      int approved,
      Surroundings around) {
    Site site = site(new JsonObject());
    Article article =
        new Article(new UUID(0, 1), "a", "", title, Article.State.OPEN, Optional.empty(), 0, 0);
    Author author = Author.of(1, name, Optional.empty(), url, "192.0.2.1");
    return Draft.sent(
        Place.under(site, article, Optional.empty(), Optional.empty()),
        Sender.of(author, Optional.of("192.0.2.1"), Optional.empty(), false),
        Text.read(text, site.settings(), Optional.of("en")),
        new Context(NOW, new History(approved, 0, Optional.empty(), around)));
  }

  /** A draft no model has looked at. */
  static Judged unjudged(Draft draft) {
    return Judged.failed(draft, new IllegalStateException("Nobody was asked"), "none");
  }

  /** A screening by these checks alone. */
  static Screening by(Check... checks) {
    IllegalStateException nobody = new IllegalStateException("Nobody was asked");
    return new Screening(Judging.none(nobody, "none"), List.of(checks), Work.here());
  }

  /** What every site has learnt. */
  static SiteScores learnt(Rescorer own) {
    return site -> Future.succeededFuture(own);
  }
}
