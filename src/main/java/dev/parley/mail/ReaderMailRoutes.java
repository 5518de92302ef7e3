package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.UrlEncoded;
import dev.parley.mail.LinkToken.Purpose;
import dev.parley.mail.Subscriber.Pace;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The pages that links in readers' mail lead to. They work without a mail server too, because mail
 * that was sent earlier still holds their links.
 */
public final class ReaderMailRoutes {
  private final Sites sites;
  private final Subscribers subscribers;
  private final LinkToken tokens;
  private final Clock clock;

  public ReaderMailRoutes(Database database, Sites sites, byte[] secret, Clock clock) {
    this.sites = sites;
    this.subscribers = new Subscribers(database, clock);
    this.tokens = new LinkToken(secret);
    this.clock = clock;
  }

  public void mount(Router router) {
    router
        .get("/mail/confirm/:token")
        .handler(
            page(Purpose.CONFIRM, (site, reader) -> done(MailPage.confirmation(site, reader))));
    router.post("/mail/confirm/:token").handler(page(Purpose.CONFIRM, this::confirm));
    router
        .get("/mail/unsubscribe/:token")
        .handler(
            page(Purpose.READER, (site, reader) -> done(MailPage.unsubscribing(site, reader))));
    // Also posted to by mail programs, in the words of RFC 8058.
    router.post("/mail/unsubscribe/:token").handler(page(Purpose.READER, this::stop));
    router
        .get("/mail/preferences/:token")
        .handler(
            page(
                Purpose.READER, (site, reader) -> done(MailPage.preferences(site, reader, false))));
    router
        .post("/mail/preferences/:token")
        .handler(
            Answers.handled(
                context ->
                    answer(
                        context, Purpose.READER, (site, reader) -> choose(site, reader, context))));
  }

  private io.vertx.core.Handler<RoutingContext> page(
      Purpose purpose, BiFunction<Site, Subscriber, Future<String>> page) {
    return Answers.handled(context -> answer(context, purpose, page));
  }

  private static Future<String> done(String page) {
    return Future.succeededFuture(page);
  }

  private Future<Void> answer(
      RoutingContext context, Purpose purpose, BiFunction<Site, Subscriber, Future<String>> page) {
    return reader(context, purpose)
        .compose(
            reader ->
                reader.isEmpty()
                    ? old(context)
                    : sites
                        .withId(reader.get().site())
                        .compose(site -> page.apply(site.orElseThrow(), reader.get()))
                        .compose(html -> send(context, 200, html)));
  }

  private Future<Optional<Subscriber>> reader(RoutingContext context, Purpose purpose) {
    List<String> said =
        tokens.read(purpose, String.valueOf(context.pathParam("token"))).orElse(List.of());
    boolean expired =
        purpose == Purpose.CONFIRM
            && said.size() == 3
            && clock.instant().getEpochSecond() > Long.parseLong(said.get(2));
    return said.isEmpty() || expired
        ? Future.succeededFuture(Optional.empty())
        : subscribers.of(Integer.parseInt(said.get(0)), UUID.fromString(said.get(1)));
  }

  private static Future<Void> old(RoutingContext context) {
    MailWords words = MailWords.of(String.valueOf(context.request().getHeader("Accept-Language")));
    return send(context, 404, MailPage.said(words, words.say("link.old"), words.say("link.why")));
  }

  static Future<Void> send(RoutingContext context, int status, String html) {
    return context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "private, no-store")
        // The address is the proof: it goes to no other page.
        .putHeader("Referrer-Policy", "no-referrer")
        .end(html);
  }

  private Future<String> confirm(Site site, Subscriber reader) {
    MailWords words = reader.words();
    return subscribers
        .confirm(reader.site(), reader.id())
        .map(
            known ->
                MailPage.said(
                    words,
                    words.say("confirm.title", "site", site.name()),
                    words.say("confirm.done", "site", site.name())));
  }

  private Future<String> stop(Site site, Subscriber reader) {
    MailWords words = reader.words();
    return subscribers
        .stop(reader.site(), reader.id())
        .map(
            stopped ->
                MailPage.said(
                    words,
                    words.say("preferences.title", "site", site.name()),
                    words.say("unsubscribe.done", "site", site.name())));
  }

  private Future<String> choose(Site site, Subscriber reader, RoutingContext context) {
    Map<String, List<String>> form = UrlEncoded.fields(context.body().buffer());
    Pace pace =
        form.getOrDefault("pace", List.of()).stream()
            .findFirst()
            .flatMap(Pace::ofCode)
            .orElse(reader.pace());
    List<UUID> pages =
        form.getOrDefault("page", List.of()).stream()
            .flatMap(id -> Ids.parse(id).stream())
            .toList();
    return subscribers
        .choose(reader.site(), reader.id(), pace, pages)
        .compose(chosen -> subscribers.of(reader.site(), reader.id()))
        .map(
            now ->
                now.map(chosen -> MailPage.preferences(site, chosen, true))
                    .orElseGet(() -> MailPage.preferences(site, reader, false)));
  }
}
