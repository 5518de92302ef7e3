package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.review.CaseQuery.Queue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** How many cases wait in each queue, and since when. */
final class QueueCounts {
  /** The most cases a queue's count goes to; a moderator need not know it more exactly. */
  static final int COUNTED = 10_000;

  /** Each queue by an index of its own: one more than is told, and the first in time. */
  static final String QUEUES =
      Arrays.stream(Queue.values())
          .map(
              queue ->
                  String.format(
                      Locale.ROOT,
                      """
                  select '%1$s' as queue,
                    (select count(*)::int from (select 1 from comment
                       where comment.site_id = $1 and %2$s limit %3$d) counted) as n,
                    (select %4$s from comment where comment.site_id = $1 and %2$s
                     order by %5$s limit 1) as oldest
                  """,
                      queue.code(),
                      queue == Queue.APPEALS
                          ? queue.condition() + " and " + CaseAppeals.isFor("$2")
                          : queue.condition(),
                      COUNTED + 1,
                      queue.since(),
                      queue.inTime()))
          .collect(Collectors.joining(" union all "));

  /** The same for many sites: what waits there, new, reported or as an appeal. */
  private static final String WORK =
      String.format(
          Locale.ROOT,
          """
          select site_id, pending.n + reported.n + appealed.n as n,
            least(pending.oldest, reported.oldest, appealed.oldest) as oldest
          from unnest($1::int[]) as asked(site_id)
          cross join lateral (select count(*)::int as n, min(created_at) as oldest
            from (select created_at from comment
              where comment.site_id = asked.site_id and %2$s
              order by id limit %1$d) first) pending
          cross join lateral (select count(*)::int as n, min(reported_at) as oldest
            from (select reported_at from comment
              where comment.site_id = asked.site_id and %3$s
              order by reported_at limit %1$d) first) reported
          cross join lateral (select count(*)::int as n, min(appealed_at) as oldest
            from (select appealed_at from comment
              where comment.site_id = asked.site_id and %4$s and %5$s
              order by appealed_at limit %1$d) first) appealed
          """,
          COUNTED + 1,
          Queue.PENDING.condition(),
          Queue.REPORTED.condition(),
          Queue.APPEALS.condition(),
          CaseAppeals.isFor("asked.site_id", "$2"));

  private final Database database;

  QueueCounts(Database database) {
    this.database = database;
  }

  /** How many cases each queue holds for a moderator, and since when the oldest waits. */
  Future<JsonObject> of(int site, UUID moderator) {
    return database
        .pool()
        .preparedQuery(QUEUES)
        .execute(Tuple.of(site, moderator))
        .map(
            rows -> {
              JsonObject queues = new JsonObject();
              rows.forEach(row -> queues.put(row.getString("queue"), queue(row)));
              return queues;
            });
  }

  private static JsonObject queue(Row row) {
    int counted = row.getInteger("n");
    JsonObject queue =
        new JsonObject()
            .put("count", Math.min(counted, COUNTED))
            .put("oldest", CaseJson.time(row, "oldest"));
    return counted > COUNTED ? queue.put("capped", true) : queue;
  }

  /** What waits on each of a moderator's sites, and since when. */
  Future<JsonObject> of(Moderator moderator) {
    List<SiteName> sites = moderator.sites();
    return database
        .pool()
        .preparedQuery(WORK)
        .execute(Tuple.of(sites.stream().map(SiteName::id).toArray(Integer[]::new), moderator.id()))
        .map(
            rows -> {
              Map<Integer, Row> bySite = new HashMap<>();
              rows.forEach(row -> bySite.put(row.getInteger("site_id"), row));
              JsonArray all = new JsonArray();
              sites.forEach(
                  site ->
                      all.add(
                          queue(Objects.requireNonNull(bySite.get(site.id())))
                              .put("slug", site.slug())));
              return new JsonObject().put("sites", all);
            });
  }
}
