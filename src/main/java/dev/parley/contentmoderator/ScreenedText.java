package dev.parley.contentmoderator;

import dev.parley.apikey.ScoresOrigin;
import dev.parley.model.Attribute;
import dev.parley.moderator.ScoreScale;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Signal;
import dev.parley.site.Site;
import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The answer about a text. Category 1 and 2 are sexual language, which nobody has learnt here:
 * their score is 0. Category 3 is offensive language: its score is the toxicity. Personal
 * information is not looked for.
 */
final class ScreenedText {
  private static final Set<Reason> WORDS = Set.of(Reason.SUSPECT_WORD, Reason.BANNED_WORD);

  /** "OK", as the service numbers it. */
  private static final int OK = 3000;

  private ScreenedText() {}

  static JsonObject of(String original, Site site, Screened screened, boolean classified) {
    JsonArray terms = terms(original, screened);
    return new JsonObject()
        .put("OriginalText", original)
        .put("NormalizedText", screened.draft().text().body())
        .putNull("Misrepresentation")
        .putNull("PII")
        .put("Classification", classified ? classification(site, screened, terms) : null)
        .put("Language", LanguageCode.of(screened.language()).orElse(null))
        .put("Terms", terms.isEmpty() ? null : terms)
        .put(
            "Status",
            new JsonObject().put("Code", OK).put("Description", "OK").putNull("Exception"))
        .put("TrackingId", UUID.randomUUID().toString())
        .put("parley", ScoresOrigin.of(screened, ScoreScale.PARLEY));
  }

  /** People look at what the site would hold for its tone or for a word. */
  private static JsonObject classification(Site site, Screened screened, JsonArray terms) {
    double offensive = screened.scores().getOrDefault(Attribute.TOXICITY.key(), 0.0);
    return new JsonObject()
        .put(
            "ReviewRecommended",
            !terms.isEmpty() || offensive >= site.settings().heldFrom(Attribute.TOXICITY))
        .put("Category1", score(0))
        .put("Category2", score(0))
        .put("Category3", score(offensive));
  }

  private static JsonObject score(double score) {
    return new JsonObject().put("Score", Math.round(score * 1_000_000) / 1_000_000.0);
  }

  /** The listed words in it, with their places in the text that was read and in the one sent. */
  private static JsonArray terms(String original, Screened screened) {
    String body = screened.draft().text().body();
    List<Span> spans =
        screened.signals().stream()
            .filter(signal -> WORDS.contains(signal.reason()))
            .map(Signal::evidence)
            .flatMap(List::stream)
            .distinct()
            .sorted(Comparator.comparingInt(Span::start))
            .toList();
    JsonArray terms = new JsonArray();
    int from = 0;
    for (Span span : spans) {
      String term = span.of(body);
      int place = original.indexOf(term, from);
      from = place < 0 ? from : place + 1;
      terms.add(
          new JsonObject()
              .put("Index", span.start())
              .put("OriginalIndex", place < 0 ? span.start() : place)
              .put("ListId", 0)
              .put("Term", term));
    }
    return terms;
  }
}
