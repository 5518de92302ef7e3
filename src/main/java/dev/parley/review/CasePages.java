package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.review.CaseQuery.Queue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pages of a queue's cases, filtered or not, and how many of them other queues hold. */
final class CasePages {
  /** Cases of another queue that are looked at when something is searched, and told at most. */
  private static final int LOOKED_AT_ELSEWHERE = 2_000;

  private static final int FOUND_ELSEWHERE = 100;

  /** Cases of a queue that are looked at for one page, when there are filters. */
  static final int LOOKED_AT = 4_000;

  private final Database database;
  private final CaseStore cases;

  CasePages(Database database, CaseStore cases) {
    this.database = database;
    this.cases = cases;
  }

  /**
   * A page of cases.
   *
   * @param moderator who asks
   */
  Future<JsonObject> page(UUID moderator, CaseQuery query) {
    boolean filtered = !query.filter().isEmpty();
    return database
        .pool()
        .preparedQuery(pageOf(query, filtered))
        .execute(query.parameters())
        .compose(rows -> page(moderator, query, filtered, rows.iterator().next()));
  }

  /** The cases of a page in order, and where the search for them ended. */
  private static String pageOf(CaseQuery query, boolean filtered) {
    return String.format(
        Locale.ROOT,
        """
      with looked as materialized (
        select id, risk, blind, reported_at, appealed_at, article_id, author_id, author_name
        from comment
        where comment.site_id = $1 and %1$s order by %2$s limit %3$d
      ), found as materialized (
        select comment.id, comment.risk, comment.reported_at, comment.appealed_at from looked comment
        %4$s
        where true %5$s
        order by %2$s limit %6$d
      )
      select (select count(*)::int from looked) as looked,
        array(select id from found comment order by %2$s) as ids,
        array(select %8$s from found comment order by %2$s) as tokens,
        last.id as last_id, last.token as last_token
      from (select) one
      left join lateral (
        select id, %8$s as token from looked comment order by %7$s limit 1) last on true
      """,
        query.where(),
        query.order().sql(),
        filtered ? LOOKED_AT : query.limit() + 1,
        CasePart.joins(query.parts()),
        query.filter(),
        query.limit() + 1,
        query.order().reversed(),
        query.order().token());
  }

  private Future<JsonObject> page(UUID moderator, CaseQuery query, boolean filtered, Row found) {
    UUID[] ids = found.getArrayOfUUIDs("ids");
    JsonObject page = new JsonObject().putNull("next");
    boolean more = ids.length > query.limit();
    if (more) {
      int last = query.limit() - 1;
      page.put("next", CaseOrder.cursor(found.getArrayOfStrings("tokens")[last], ids[last]));
    } else if (filtered && found.getInteger("looked") == LOOKED_AT) {
      // There may be more behind what was looked at.
      page.put("next", CaseOrder.cursor(found.getString("last_token"), found.getUUID("last_id")))
          .put("searched", LOOKED_AT);
    }
    UUID[] shown = more ? Arrays.copyOf(ids, query.limit()) : ids;
    return cases
        .of(query.site(), moderator, shown)
        .compose(
            inOrder -> {
              page.put("cases", inOrder);
              return query.looksElsewhere() ? alsoIn(query, page) : Future.succeededFuture(page);
            });
  }

  /** How many of the latest cases of each other queue a search would find there. */
  private Future<JsonObject> alsoIn(CaseQuery query, JsonObject page) {
    String sql =
        Arrays.stream(Queue.values())
            .filter(queue -> queue != query.queue() && queue != Queue.APPEALS)
            .map(
                queue ->
                    String.format(
                        Locale.ROOT,
                        """
                        select '%1$s' as queue, (select count(*)::int from (
                          select 1 from (
                            select * from comment where comment.site_id = $1 and %2$s%3$s
                            order by id desc limit %4$d) comment
                          %5$s
                          where true %6$s limit %7$d) found) as n
                        """,
                        queue.code(),
                        queue.condition(),
                        query.conditions(),
                        LOOKED_AT_ELSEWHERE,
                        CasePart.joins(query.parts()),
                        query.filter(),
                        FOUND_ELSEWHERE + 1))
            .collect(Collectors.joining(" union all "));
    return database
        .pool()
        .preparedQuery(sql)
        .execute(query.parameters())
        .map(
            rows -> {
              JsonObject also = new JsonObject();
              rows.forEach(row -> also.put(row.getString("queue"), row.getInteger("n")));
              return page.put("alsoIn", also);
            });
  }
}
