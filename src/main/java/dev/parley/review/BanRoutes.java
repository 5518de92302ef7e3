package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The Moderator API's routes on bans. */
public final class BanRoutes {
  private static final String BANS = "/api/v1/sites/:site/bans";

  private final Sites sites;
  private final Access access;
  private final Bans bans;
  private final DecisionLog log;

  public BanRoutes(Sites sites, Access access, Bans bans, Database database) {
    this.sites = sites;
    this.access = access;
    this.bans = bans;
    this.log = new DecisionLog(database);
  }

  public void mount(Router router) {
    router.get(BANS).handler(Answers.json(this::list));
    router.post(BANS).handler(Answers.answer(this::add));
    router.delete(BANS + "/:id").handler(Answers.empty(204, this::remove));
  }

  private Future<JsonObject> list(RoutingContext context) {
    return sites
        .get(context.pathParam("site"))
        .compose(site -> access.moderator(context, site).compose(moderator -> bans.of(site.id())))
        .map(
            all -> {
              JsonArray array = new JsonArray();
              all.forEach(ban -> array.add(json(ban)));
              return new JsonObject().put("bans", array);
            });
  }

  private record Wanted(
      Ban.Kind kind, String value, Optional<Instant> until, String reason, boolean dryRun) {}

  private Future<Answer> add(RoutingContext context) {
    Wanted wanted = wanted(Fields.ofBody(context));
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                access.moderator(context, site).compose(moderator -> add(site, moderator, wanted)));
  }

  private Future<Answer> add(Site site, Moderator moderator, Wanted wanted) {
    return bans.matches(site.id(), wanted.kind(), wanted.value())
        .compose(
            matches ->
                wanted.dryRun()
                    ? Future.succeededFuture(
                        new Answer(200, new JsonObject().put("matches", matches)))
                    : bans.add(
                            site.id(),
                            wanted.kind(),
                            wanted.value(),
                            wanted.until(),
                            wanted.reason(),
                            moderator.id())
                        .compose(ban -> log(site, moderator, "ban", ban).map(ban))
                        .map(ban -> new Answer(201, json(ban).put("matches", matches))));
  }

  private static Wanted wanted(Fields fields) {
    String kind = fields.text("kind", 20, "Choose what to ban");
    Optional<Ban.Kind> known =
        Arrays.stream(Ban.Kind.values()).filter(one -> one.code().equals(kind)).findFirst();
    if (known.isEmpty()) {
      fields.error("kind", "Use author, email, domain or ip");
    }
    String value = fields.text("value", 300, "Name whom or what to ban");
    Optional<Instant> until = fields.time("until");
    boolean dryRun = fields.flag("dryRun", false);
    String reason =
        dryRun
            ? fields.optionalText("reason", 500).orElse("")
            : fields.text("reason", 500, "Give a reason");
    fields.checkAll();
    return new Wanted(
        known.orElseThrow(), Bans.normalised(known.orElseThrow(), value), until, reason, dryRun);
  }

  private Future<Void> remove(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                access
                    .moderator(context, site)
                    .compose(
                        moderator ->
                            bans.remove(site.id(), id)
                                .compose(ban -> log(site, moderator, "unban", ban))));
  }

  private Future<Void> log(Site site, Moderator moderator, String action, Ban ban) {
    String what = ban.kind().code() + " " + ban.value();
    String until = ban.until().map(time -> " until " + time).orElse("");
    return log.add(
        site.id(),
        moderator,
        action,
        ban.kind() == Ban.Kind.AUTHOR ? Ids.parse(ban.value()) : Optional.empty(),
        Optional.of(ban.reason()),
        Optional.of(what + until));
  }

  private static JsonObject json(Ban ban) {
    return new JsonObject()
        .put("id", ban.id().toString())
        .put("kind", ban.kind().code())
        .put("value", ban.value())
        .put("until", ban.until().map(Instant::toString).orElse(null))
        .put("reason", ban.reason())
        .put("createdAt", ban.createdAt().toString());
  }
}
