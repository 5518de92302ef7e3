package dev.parley.mail;

import dev.parley.comment.Action;
import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.mail.LinkToken.Purpose;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderators;
import dev.parley.review.DecisionsByLink;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The pages that links in moderators' mail lead to. A link decides in the name of the moderator it
 * was sent to, who must still moderate the site, about the version of the comment they were sent.
 */
public final class ModeratorMailRoutes {
  private final Database database;
  private final Sites sites;
  private final Moderators moderators;
  private final DecisionsByLink decisions;
  private final NotificationWishes wishes;
  private final LinkToken tokens;
  private final Clock clock;

  public ModeratorMailRoutes(
      Database database,
      Sites sites,
      Moderators moderators,
      DecisionsByLink decisions,
      byte[] secret,
      Clock clock) {
    this.database = database;
    this.sites = sites;
    this.moderators = moderators;
    this.decisions = decisions;
    this.wishes = new NotificationWishes(database);
    this.tokens = new LinkToken(secret);
    this.clock = clock;
  }

  /** What a link says, checked against what is so now. */
  private record Linked(Site site, Moderator moderator, List<String> rest) {}

  public void mount(Router router) {
    router.get("/mail/decide/:token").handler(Answers.handled(this::ask));
    router.post("/mail/decide/:token").handler(Answers.handled(this::decide));
    router
        .get("/mail/quiet/:token")
        .handler(
            Answers.handled(
                context ->
                    linked(context, Purpose.QUIET, 0)
                        .compose(
                            link ->
                                answer(
                                    context, link.map(on -> ModeratorMailPage.quiet(on.site()))))));
    router.post("/mail/quiet/:token").handler(Answers.handled(this::quiet));
  }

  /** Who a link names, if they still moderate the site; the rest of what it says follows. */
  private Future<Optional<Linked>> linked(RoutingContext context, Purpose purpose, int rest) {
    List<String> said =
        tokens.read(purpose, String.valueOf(context.pathParam("token"))).orElse(List.of());
    if (said.size() != rest + 2) {
      return Future.succeededFuture(Optional.empty());
    }
    return sites
        .withId(Integer.parseInt(said.get(0)))
        .compose(
            site ->
                moderators
                    .withId(UUID.fromString(said.get(1)))
                    .map(
                        known ->
                            site.flatMap(
                                place ->
                                    known
                                        .filter(one -> one.moderates(place.id()))
                                        .map(
                                            one ->
                                                new Linked(
                                                    place, one, said.subList(2, said.size()))))));
  }

  private static Future<Void> answer(RoutingContext context, Optional<String> page) {
    return page.map(html -> ReaderMailRoutes.send(context, 200, html))
        .orElseGet(() -> ReaderMailRoutes.send(context, 404, ModeratorMailPage.old()));
  }

  /** A decision that a link offers. */
  private record Offer(Site site, Moderator moderator, UUID comment, int version, Action action) {}

  private Future<Optional<Offer>> offer(RoutingContext context) {
    return linked(context, Purpose.DECIDE, 4)
        .map(
            link ->
                link.filter(
                        on -> clock.instant().getEpochSecond() <= Long.parseLong(on.rest().get(3)))
                    .map(
                        on ->
                            new Offer(
                                on.site(),
                                on.moderator(),
                                UUID.fromString(on.rest().get(0)),
                                Integer.parseInt(on.rest().get(1)),
                                Action.ofCode(on.rest().get(2)).orElseThrow())));
  }

  private Future<Void> ask(RoutingContext context) {
    return offer(context)
        .compose(
            offer ->
                offer.isEmpty()
                    ? answer(context, Optional.empty())
                    : comment(offer.get())
                        .compose(
                            comment ->
                                answer(
                                    context,
                                    Optional.of(
                                        comment
                                            .map(
                                                row ->
                                                    ModeratorMailPage.asking(
                                                        offer.get().action(),
                                                        row.getString("author_name"),
                                                        row.getString("html")))
                                            .orElseGet(ModeratorMailPage::decidedBefore)))));
  }

  /** The comment as the link's message showed it; empty when it was changed or decided since. */
  private Future<Optional<Row>> comment(Offer offer) {
    return database
        .pool()
        .preparedQuery(
            """
            select author_name, html from comment
            where site_id = $1 and id = $2 and version = $3 and %s
            """
                .formatted(Waiting.CONDITION))
        .execute(Tuple.of(offer.site().id(), offer.comment(), offer.version()))
        .map(rows -> rows.stream().findFirst());
  }

  private Future<Void> decide(RoutingContext context) {
    return offer(context)
        .compose(
            offer ->
                offer.isEmpty()
                    ? answer(context, Optional.empty())
                    : decisions
                        .decide(
                            offer.get().site().id(),
                            offer.get().moderator(),
                            offer.get().comment(),
                            offer.get().version(),
                            offer.get().action())
                        .compose(
                            applied ->
                                answer(
                                    context,
                                    Optional.of(
                                        applied
                                            ? ModeratorMailPage.done(offer.get().action())
                                            : ModeratorMailPage.decidedBefore()))));
  }

  private Future<Void> quiet(RoutingContext context) {
    return linked(context, Purpose.QUIET, 0)
        .compose(
            link ->
                link.isEmpty()
                    ? answer(context, Optional.empty())
                    : wishes
                        .quiet(link.get().site().id(), link.get().moderator().id())
                        .compose(
                            done ->
                                answer(
                                    context,
                                    Optional.of(ModeratorMailPage.isQuiet(link.get().site())))));
  }
}
