package dev.parley.review;

import dev.parley.comment.Action;
import dev.parley.comment.ArticleKeys;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.OnSite;
import dev.parley.publish.Announcer;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The Moderator API's routes on cases. */
public final class ReviewRoutes {
  private static final String SITE = "/api/v1/sites/:site";
  private static final int MOST_AT_ONCE = 100;

  private final Access access;
  private final ArticleKeys keys;
  private final QueueCounts queues;
  private final CasePages pages;
  private final CaseStore cases;
  private final CaseHistory history;
  private final Deciding deciding;
  private final Undoing undoing;
  private final Notes notes;
  private final Claims claims;
  private final DecisionLog log;
  private final OwnDecisions own;
  private final Authors authors;
  private final EmailViews emailViews;
  private final CaseEvents events;

  public ReviewRoutes(
      Access access,
      ArticleKeys keys,
      Database database,
      Vertx vertx,
      Announcer announcer,
      CaseEvents events,
      Clock clock) {
    this.access = access;
    this.keys = keys;
    this.events = events;
    this.queues = new QueueCounts(database);
    this.history = new CaseHistory(database);
    this.cases = new CaseStore(database, vertx, history, clock);
    this.pages = new CasePages(database, cases);
    this.deciding = new Deciding(database, announcer, clock);
    this.undoing = new Undoing(database, announcer, clock);
    this.notes = new Notes(database);
    this.claims = new Claims(database, announcer, clock);
    this.log = new DecisionLog(database, vertx);
    this.own = new OwnDecisions(database, clock);
    this.authors = new Authors(database, clock);
    this.emailViews = new EmailViews(database);
  }

  public void mount(Router router) {
    router
        .get("/api/v1/vocabulary")
        .handler(
            Answers.json(context -> access.moderator(context).map(moderator -> Vocabulary.json())));
    router
        .get("/api/v1/me/queues")
        .handler(
            Answers.json(
                context -> access.moderator(context).compose(moderator -> queues.of(moderator))));
    router
        .get("/api/v1/me/decisions")
        .handler(
            Answers.json(
                context ->
                    access.moderator(context).compose(moderator -> own.count(moderator, context))));
    router
        .get(SITE + "/queues")
        .handler(json((on, ctx) -> queues.of(on.site().id(), on.moderator().id())));
    router.get(SITE + "/cases").handler(json(this::cases));
    router
        .get(SITE + "/cases/:id")
        .handler(
            json(
                (on, ctx) ->
                    cases
                        .one(on.site().id(), on.moderator().id(), id(ctx))
                        .map(one -> possible(on, one))));
    router
        .get(SITE + "/cases/:id/conversation")
        .handler(json((on, ctx) -> history.conversation(on.site().id(), id(ctx))));
    router.post(SITE + "/cases/:id/notes").handler(Answers.answer(this::note));
    router.post(SITE + "/claims").handler(json(this::claim));
    router.delete(SITE + "/claims/:id").handler(Answers.empty(204, this::release));
    router.post(SITE + "/decisions").handler(json(this::decide));
    router
        .post(SITE + "/decisions/:id/undo")
        .handler(json((on, ctx) -> undoing.undo(on.site().id(), id(ctx), on.moderator())));
    router.get(SITE + "/decisions").handler(json((on, ctx) -> log.page(on.site().id(), ctx)));
    router
        .get(SITE + "/authors/:id")
        .handler(json((on, ctx) -> authors.one(on.site().id(), id(ctx), ctx)));
    router
        .post(SITE + "/email-views")
        .handler(json((on, ctx) -> viewEmail(on, Fields.ofBody(ctx))));
    router.get(SITE + "/events").handler(Answers.handled(this::events));
  }

  private io.vertx.core.Handler<RoutingContext> json(
      BiFunction<OnSite, RoutingContext, Future<JsonObject>> route) {
    return Answers.json(context -> access.onSite(context).compose(on -> route.apply(on, context)));
  }

  private Future<JsonObject> cases(OnSite on, RoutingContext context) {
    int site = on.site().id();
    return Parameters.text(context, "article")
        .map(sent -> keys.of(on.site(), sent).map(key -> Optional.of(Ids.article(site, key))))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .compose(
            article ->
                pages.page(
                    on.moderator().id(), CaseQuery.of(site, on.moderator().id(), article, context)))
        .map(
            page -> {
              page.getJsonArray("cases").forEach(one -> possible(on, (JsonObject) one));
              return page;
            });
  }

  /** A case with the actions that its reader may take: none, for who may only read. */
  private static JsonObject possible(OnSite on, JsonObject one) {
    return on.moderator().moderates(on.site().id()) ? one : one.put("actions", new JsonArray());
  }

  private static UUID id(RoutingContext context) {
    return Parameters.id(context, "id");
  }

  private Future<JsonObject> claim(OnSite on, RoutingContext context) {
    Fields fields = Fields.ofBody(context);
    UUID id = caseId(fields, "case");
    fields.checkAll();
    return claims.claim(on.site().id(), id, on.moderator());
  }

  private Future<Void> release(RoutingContext context) {
    return access
        .onSite(context)
        .compose(on -> claims.release(on.site().id(), id(context), on.moderator()));
  }

  private Future<JsonObject> decide(OnSite on, RoutingContext context) {
    return deciding
        .decide(on.site().id(), decision(on.moderator(), Fields.ofBody(context)))
        .map(outcomes -> new JsonObject().put("decisions", outcomes));
  }

  private static Decision decision(Moderator moderator, Fields fields) {
    List<Seen> seen =
        fields.objects("cases", MOST_AT_ONCE).stream()
            .map(one -> new Seen(caseId(one, "id"), version(one)))
            .toList();
    Optional<Action> action = Action.ofCode(fields.text("action", 20, "Choose what to do"));
    if (action.isEmpty()) {
      fields.error("action", "Use approve, reject, spam, delete or reopen");
    }
    Optional<String> reason = fields.optionalText("reason", 200);
    Optional<String> note = fields.optionalText("note", 2_000);
    boolean tell = fields.flag("tell", true);
    fields.checkAll();
    return new Decision(moderator, seen, action.orElseThrow(), reason, note, tell, true);
  }

  /** Nobody decides on what they have not seen. */
  private static int version(Fields fields) {
    if (fields.json().getValue("version") == null) {
      fields.error("version", "Send the version of the case that was decided on");
    }
    return fields.number("version", 0, 1, Integer.MAX_VALUE);
  }

  private static UUID caseId(Fields fields, String name) {
    Optional<UUID> id = Ids.parse(fields.text(name, 36, "Name the case"));
    if (id.isEmpty()) {
      fields.error(name, "This is not the id of a case");
    }
    return id.orElse(new UUID(0, 0));
  }

  private Future<Answer> note(RoutingContext context) {
    return access
        .onSite(context)
        .compose(on -> note(on, id(context), Fields.ofBody(context)))
        .map(note -> new Answer(201, note));
  }

  private Future<JsonObject> note(OnSite on, UUID id, Fields fields) {
    String text = fields.text("text", 2_000, "Enter a note");
    fields.checkAll();
    return notes.add(on.site().id(), id, on.moderator(), text);
  }

  private Future<JsonObject> viewEmail(OnSite on, Fields fields) {
    Optional<UUID> author = optionalId(fields, "author");
    Optional<UUID> comment = optionalId(fields, "case");
    Optional<UUID> ban = optionalId(fields, "ban");
    if (Stream.of(author, comment, ban).filter(Optional::isPresent).count() != 1) {
      fields.error("author", "Name the author, or one case of theirs, or the ban of the address");
    }
    fields.checkAll();
    return ban.map(id -> emailViews.ofBan(on, id))
        .orElseGet(() -> emailViews.view(on, author, comment))
        .map(email -> new JsonObject().put("email", email.orElse(null)));
  }

  private static Optional<UUID> optionalId(Fields fields, String name) {
    Optional<String> text = fields.optionalText(name, 36);
    Optional<UUID> id = text.flatMap(Ids::parse);
    if (text.isPresent() && id.isEmpty()) {
      fields.error(name, "This is not an id");
    }
    return id;
  }

  private Future<Void> events(RoutingContext context) {
    return access
        .onSite(context)
        .map(
            on -> {
              events.listen(on, context, access);
              return null;
            });
  }
}
