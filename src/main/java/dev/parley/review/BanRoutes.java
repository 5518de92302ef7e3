package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanReach;
import dev.parley.ban.BanTarget;
import dev.parley.ban.BannedComments;
import dev.parley.ban.Bans;
import dev.parley.comment.Action;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.review.Banning.Wanted;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The Moderator API's routes on bans. */
public final class BanRoutes {
  private static final String BANS = "/api/v1/sites/:site/bans";

  private final Access access;
  private final Bans bans;
  private final Database database;
  private final BannedComments comments;
  private final Banning banning;

  public BanRoutes(
      Access access,
      Bans bans,
      BannedComments comments,
      Database database,
      Announcer announcer,
      Clock clock) {
    this.access = access;
    this.bans = bans;
    this.database = database;
    this.comments = comments;
    this.banning =
        new Banning(
            database,
            bans,
            comments,
            new Deciding(database, announcer, clock),
            new Undoing(database, announcer, clock),
            announcer);
  }

  public void mount(Router router) {
    router.get(BANS).handler(Answers.json(this::list));
    router.post(BANS).handler(Answers.answer(this::add));
    router.delete(BANS + "/:id").handler(Answers.empty(204, this::remove));
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .onSite(context)
        .compose(on -> bans.of(on.site().id()))
        .map(
            all -> {
              JsonArray array = new JsonArray();
              all.forEach(ban -> array.add(json(ban)));
              return new JsonObject().put("bans", array);
            });
  }

  private Future<Answer> add(RoutingContext context) {
    return access.onSite(context).compose(on -> add(on, Fields.ofBody(context)));
  }

  private Future<Answer> add(OnSite on, Fields fields) {
    boolean dryRun = fields.flag("dryRun", false);
    Optional<String> confirm = fields.optionalText("confirm", 300);
    Optional<UUID> author = fields.optionalText("author", 36).flatMap(Ids::parse);
    return value(on.site(), fields, author)
        .compose(
            value -> {
              Wanted wanted = wanted(fields, value, dryRun);
              BanReach.refuseBoundless(wanted.target());
              Optional<String> warning = BanReach.warning(on.site(), wanted.target());
              if (dryRun) {
                return told(on.site(), wanted, warning);
              }
              return Banning.leadsDecide(database.pool(), on, wanted.target())
                  .compose(may -> ban(on, wanted, warning, confirm));
            });
  }

  /** What a ban would touch, and whether it must be confirmed. */
  private Future<Answer> told(Site site, Wanted wanted, Optional<String> warning) {
    return comments
        .matches(site, wanted.target())
        .compose(
            matches ->
                comments
                    .countWaiting(site, wanted.target(), Banning.MOST_WAITING)
                    .map(
                        waiting -> {
                          JsonObject json =
                              new JsonObject().put("matches", matches).put("waiting", waiting);
                          warning.ifPresent(
                              why ->
                                  json.put("warning", why).put("confirm", wanted.target().value()));
                          return Answer.ok(json);
                        }));
  }

  private Future<Answer> ban(
      OnSite on, Wanted wanted, Optional<String> warning, Optional<String> confirm) {
    boolean confirmed =
        confirm.map(typed -> typed.strip().equalsIgnoreCase(wanted.target().value())).orElse(false);
    if (warning.isPresent() && !confirmed) {
      throw Refusal.invalid(
              "confirm", warning.get() + ". Type it once more in “confirm” to ban it all the same.")
          .with("confirm", wanted.target().value());
    }
    return comments
        .matches(on.site(), wanted.target())
        .compose(
            matches ->
                banning
                    .ban(on, wanted)
                    .map(
                        banned ->
                            new Answer(
                                201,
                                json(banned.ban())
                                    .put("matches", matches)
                                    .put("decided", banned.decided()))));
  }

  /** The value as sent, or of an author whose address the moderator need not see. */
  private Future<Optional<String>> value(Site site, Fields fields, Optional<UUID> author) {
    boolean ofAuthor =
        author.isPresent()
            && fields.json().getValue("kind") instanceof String kind
            && kind.equals(Ban.Kind.EMAIL.code());
    Optional<String> sent = fields.optionalText("value", 300);
    return ofAuthor ? bans.emailOf(site.id(), author.orElseThrow()) : Future.succeededFuture(sent);
  }

  private static Wanted wanted(Fields fields, Optional<String> value, boolean dryRun) {
    String kind = fields.text("kind", 20, "Choose what to ban");
    Optional<Ban.Kind> known =
        Arrays.stream(Ban.Kind.values()).filter(one -> one.code().equals(kind)).findFirst();
    if (known.isEmpty()) {
      fields.error("kind", "Use author, email, domain or ip");
    }
    if (value.isEmpty()) {
      fields.error("value", "Name whom or what to ban");
    }
    Optional<Instant> until = fields.time("until");
    String reason =
        dryRun
            ? fields.optionalText("reason", 500).orElse("")
            : fields.text("reason", 500, "Enter a reason");
    Optional<String> word = fields.optionalText("waiting", 20);
    Optional<Action> waiting =
        word.flatMap(Action::ofCode)
            .filter(action -> action == Action.REJECT || action == Action.SPAM);
    if (word.isPresent() && waiting.isEmpty()) {
      fields.error("waiting", "Use reject or spam, or leave it out to let them wait");
    }
    fields.checkAll();
    return new Wanted(
        BanTarget.typed(known.orElseThrow(), value.orElseThrow()), until, reason, waiting);
  }

  private Future<Void> remove(RoutingContext context) {
    return access.onSite(context).compose(on -> banning.lift(on, Parameters.id(context, "id")));
  }

  private static JsonObject json(Ban ban) {
    return new JsonObject()
        .put("id", ban.id().toString())
        .put("kind", ban.kind().code())
        .put("value", Banning.shownValue(ban))
        .put("until", ban.until().map(Instant::toString).orElse(null))
        .put("reason", ban.reason())
        .put("createdAt", ban.createdAt().toString());
  }
}
