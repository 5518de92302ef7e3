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
import dev.parley.review.Banning.Banned;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The Moderator API's routes on bans. */
public final class BanRoutes {
  private static final String BANS = "/api/v1/sites/:site/bans";
  private static final String PROPOSAL = BANS + "/proposals/:id";

  private final Access access;
  private final Bans bans;
  private final Database database;
  private final BannedComments comments;
  private final Banning banning;
  private final Proposing proposing;

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
    this.proposing = new Proposing(database, banning, clock);
  }

  public void mount(Router router) {
    router.get(BANS).handler(Answers.json(this::list));
    router.post(BANS).handler(Answers.answer(this::add));
    router.delete(BANS + "/:id").handler(Answers.empty(204, this::remove));
    router.post(PROPOSAL + "/confirm").handler(Answers.answer(this::confirm));
    router.delete(PROPOSAL).handler(Answers.empty(204, this::decline));
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on ->
                Future.all(
                        bans.of(on.site().id()), BanProposals.of(database.pool(), on.site().id()))
                    .map(
                        both ->
                            new JsonObject()
                                .put("bans", array(both.<List<Ban>>resultAt(0), BanJson::of))
                                .put(
                                    "proposals",
                                    array(
                                        both.<List<BanProposal>>resultAt(1),
                                        one -> BanJson.of(one, on.moderator())))));
  }

  private static <T> JsonArray array(List<T> all, Function<T, JsonObject> json) {
    return new JsonArray(all.stream().map(json).toList());
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
                return told(on, wanted, warning);
              }
              refuseUnconfirmed(wanted, warning, confirm);
              return WideBans.mayAlone(database.pool(), on, wanted.target())
                  .compose(alone -> alone ? ban(on, wanted) : propose(on, wanted));
            });
  }

  /** What a ban would touch, whether it must be confirmed, and whether a second person must. */
  private Future<Answer> told(OnSite on, Wanted wanted, Optional<String> warning) {
    return Future.all(
            comments.matches(on.site(), wanted.target()),
            comments.countWaiting(on.site(), wanted.target(), Banning.MOST_WAITING),
            WideBans.mayAlone(database.pool(), on, wanted.target()))
        .map(
            found -> {
              JsonObject json =
                  new JsonObject()
                      .put("matches", found.<Integer>resultAt(0))
                      .put("waiting", found.<Integer>resultAt(1))
                      .put("needsSecond", !found.<Boolean>resultAt(2));
              warning.ifPresent(
                  why -> json.put("warning", why).put("confirm", wanted.target().value()));
              return Answer.ok(json);
            });
  }

  private static void refuseUnconfirmed(
      Wanted wanted, Optional<String> warning, Optional<String> confirm) {
    boolean confirmed =
        confirm.map(typed -> typed.strip().equalsIgnoreCase(wanted.target().value())).orElse(false);
    if (warning.isPresent() && !confirmed) {
      throw Refusal.invalid(
              "confirm", warning.get() + ". Type it once more in “confirm” to ban it all the same.")
          .with("confirm", wanted.target().value());
    }
  }

  private Future<Answer> ban(OnSite on, Wanted wanted) {
    return comments
        .matches(on.site(), wanted.target())
        .compose(matches -> banning.ban(on, wanted).map(banned -> banned(banned, matches)));
  }

  private static Answer banned(Banned banned, int matches) {
    return new Answer(
        201, BanJson.of(banned.ban()).put("matches", matches).put("decided", banned.decided()));
  }

  private Future<Answer> propose(OnSite on, Wanted wanted) {
    return comments
        .matches(on.site(), wanted.target())
        .compose(
            matches ->
                proposing
                    .propose(on, wanted)
                    .map(
                        id ->
                            new Answer(
                                202,
                                BanJson.of(wanted)
                                    .put("id", id.toString())
                                    .put("proposed", true)
                                    .put("matches", matches))));
  }

  private Future<Answer> confirm(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on ->
                proposing
                    .confirm(on, Parameters.id(context, "id"))
                    .compose(
                        banned ->
                            comments
                                .matches(on.site(), banned.ban().target())
                                .map(matches -> banned(banned, matches))));
  }

  private Future<Void> decline(RoutingContext context) {
    return access
        .onSite(context)
        .compose(on -> proposing.decline(on, Parameters.id(context, "id")));
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
}
