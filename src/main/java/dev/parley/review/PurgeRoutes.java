package dev.parley.review;

import dev.parley.ban.BannedComments;
import dev.parley.ban.Bans;
import dev.parley.comment.Snippet;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The Moderator API's routes on purges. */
public final class PurgeRoutes {
  private static final String PURGES = "/api/v1/sites/:site/purges";

  /** From more comments on, whoever purges says how many they expect. */
  private static final int UNCOUNTED = 20;

  private static final int SAMPLE = 20;

  private static final int LATEST = 50;

  private static final String SAMPLED =
      String.format(
          Locale.ROOT,
          """
          select comment.id, author_name, status, blind, comment.created_at, left(body, %d) as beginning,
            coalesce(nullif(title, ''), key) as article
          from comment
          join article on article.site_id = $1 and article.id = comment.article_id
          where comment.site_id = $1 and comment.id = any($2) order by comment.id desc
          """,
          Snippet.READ);

  private final Access access;
  private final Database database;
  private final Vertx vertx;
  private final PurgeTargets targets;
  private final Purging purging;

  public PurgeRoutes(
      Access access,
      Bans bans,
      BannedComments banned,
      Database database,
      Vertx vertx,
      Announcer announcer,
      Clock clock) {
    this.access = access;
    this.database = database;
    this.vertx = vertx;
    this.targets = new PurgeTargets(database, vertx, banned, clock);
    this.purging =
        new Purging(
            database,
            bans,
            new Deciding(database, announcer, clock),
            new Undoing(database, announcer, clock),
            announcer,
            clock);
  }

  public void mount(Router router) {
    router.get(PURGES).handler(Answers.json(this::list));
    router
        .post(PURGES)
        .handler(
            Answers.answer(
                context ->
                    access.onSite(context).compose(on -> purge(on, Fields.ofBody(context)))));
    router
        .post(PURGES + "/:id/undo")
        .handler(
            Answers.json(
                context ->
                    access
                        .onSite(context)
                        .compose(on -> purging.undo(on, Parameters.id(context, "id")))));
  }

  private Future<Answer> purge(OnSite on, Fields fields) {
    boolean dryRun = fields.flag("dryRun", false);
    Purge purge = PurgeRequest.of(on.site(), fields);
    return targets
        .find(on.site(), purge)
        .compose(
            found -> {
              refuseTooMany(found);
              if (!dryRun) {
                refuseUncounted(purge, found.size());
              }
              return sample(on, found)
                  .compose(
                      sample ->
                          dryRun
                              ? Future.succeededFuture(Answer.ok(json(found.size(), sample)))
                              : purging
                                  .purge(on, purge, found)
                                  .map(purged -> new Answer(201, json(purged, sample))));
            });
  }

  private static void refuseTooMany(List<Seen> found) {
    if (found.size() > PurgeTargets.MOST) {
      throw Refusal.invalid(
          "within",
          "This touches more than "
              + PurgeTargets.MOST
              + " comments. Choose a shorter time or something narrower");
    }
  }

  private static void refuseUncounted(Purge purge, int found) {
    boolean counted = purge.expect().map(expected -> expected == found).orElse(found <= UNCOUNTED);
    if (!counted) {
      throw new Refusal(
              Problem.CONFLICT,
              "This touches " + found + " comments now. Send that number in “expect” to go on.")
          .with("touched", found);
    }
  }

  private static JsonObject json(int touched, JsonArray sample) {
    return new JsonObject().put("touched", touched).put("sample", sample);
  }

  private static JsonObject json(Purging.Purged purged, JsonArray sample) {
    JsonObject json = json(purged.touched(), sample).put("id", purged.id().toString());
    purged.ban().ifPresent(ban -> json.put("ban", ban.toString()));
    return json;
  }

  /** The latest of them, as a moderator recognises them. */
  private Future<JsonArray> sample(OnSite on, List<Seen> found) {
    UUID[] ids = found.stream().limit(SAMPLE).map(Seen::id).toArray(UUID[]::new);
    return database
        .pool()
        .preparedQuery(SAMPLED)
        .execute(Tuple.of(on.site().id(), (Object) ids))
        .compose(rows -> vertx.executeBlocking(() -> sample(rows), false));
  }

  private static JsonArray sample(RowSet<Row> rows) {
    JsonArray sample = new JsonArray();
    for (Row row : rows) {
      sample.add(
          new JsonObject()
              .put("id", row.getUUID("id").toString())
              .put("author", row.getString("author_name"))
              .put("snippet", Snippet.of(row.getString("beginning")))
              .put("status", BlindCase.status(row).code())
              .put("createdAt", CaseJson.time(row, "created_at"))
              .put("article", row.getString("article")));
    }
    return sample;
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        select purge.id, moderator.id as by_id, moderator.name, kind, value, within,
                          action, touched, purge.created_at, undone_at is not null as undone
                        from purge left join moderator on moderator.id = moderator_id
                        where site_id = $1 order by purge.id desc limit $2
                        """)
                    .execute(Tuple.of(on.site().id(), LATEST)))
        .map(
            rows -> {
              JsonArray purges = new JsonArray();
              rows.forEach(row -> purges.add(entry(row)));
              return new JsonObject().put("purges", purges);
            });
  }

  private static JsonObject entry(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("by", HistoryJson.person(row.getUUID("by_id"), row.getString("name")))
        .put("kind", row.getString("kind"))
        .put("value", row.getString("value"))
        .put("within", row.getString("within"))
        .put("action", row.getString("action"))
        .put("touched", row.getInteger("touched"))
        .put("createdAt", CaseJson.time(row, "created_at"))
        .put("undone", row.getBoolean("undone"));
  }
}
