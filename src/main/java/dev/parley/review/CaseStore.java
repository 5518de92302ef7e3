package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.review.CaseQuery.Queue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads queues and cases. */
final class CaseStore {
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
                    (select created_at from comment where comment.site_id = $1 and %2$s
                     order by comment.id limit 1) as oldest
                  """,
                      queue.code(),
                      queue.condition(),
                      COUNTED + 1))
          .collect(Collectors.joining(" union all "));

  /** Cases of a queue that are looked at for one page, when there are filters. */
  static final int LOOKED_AT = 4_000;

  /** Comments of an author that are counted, the latest first. */
  static final int PAST = 200;

  /**
   * The parts of a case beside the comment. Each is one row found by its key, whatever the planner
   * thinks of the size of the tables.
   */
  private static final String PARTS =
      """
      cross join lateral (
        select key, url, title from article
        where article.site_id = $1 and article.id = comment.article_id limit 1) article
      cross join lateral (
        select email, first_seen from author
        where author.site_id = $1 and author.id = comment.author_id limit 1) author
      left join lateral (
        select signals, scores from screening
        where screening.site_id = $1 and screening.comment_id = comment.id
        order by version desc limit 1) screening on true
      """;

  private static final String CASE =
      String.format(
          Locale.ROOT,
          """
      select comment.id, comment.version, comment.status, comment.verdict, comment.risk,
        comment.report_n, comment.body, comment.html, comment.created_at, comment.edited_at,
        comment.parent_id, comment.author_id, comment.author_name, host(comment.address) as address,
        comment.claimed_by, comment.claimed_until, article.key, article.url, article.title,
        author.email, author.first_seen, screening.signals, screening.scores,
        parent.author_name as parent_name, parent.html as parent_html,
        claimer.name as claimer, ban.id as ban_id, ban.until as ban_until,
        ban.reason as ban_reason, past.approved, past.rejected,
        (select coalesce(jsonb_agg(jsonb_build_object('reason', report.reason,
             'detail', report.detail, 'at', report.created_at) order by report.created_at), '[]')
         from report where comment.report_n > 0 and report.site_id = $1
           and report.comment_id = comment.id) as reports,
        (select count(*)::int from (
           select from comment other where other.site_id = $1 and other.root_id = comment.root_id
             and other.shown > 0 and other.parent_id is not null and other.id <> comment.id
           limit 1000) replies)
        + (select count(*)::int from comment root where root.site_id = $1
           and root.id = comment.root_id and root.shown > 0 and root.id <> comment.id)
          as conversation
      from comment
      %s
      left join comment parent on parent.site_id = $1 and parent.id = comment.parent_id
      left join moderator claimer on claimer.id = comment.claimed_by
      left join ban on ban.site_id = $1 and ban.kind = 'author'
        and ban.value = comment.author_id::text and (ban.until is null or ban.until > now())
      left join lateral (
        select count(*) filter (where status = 1)::int as approved,
               count(*) filter (where status in (2, 3))::int as rejected
        from (select status from comment own
              where own.site_id = $1 and own.author_id = comment.author_id
              order by own.id desc limit %d) latest) past on true
      where comment.site_id = $1 and comment.id = any($2)
      """,
          PARTS,
          PAST);

  private final Database database;
  private final Clock clock;

  CaseStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How many cases each queue holds, and since when the oldest waits. */
  Future<JsonObject> queues(int site) {
    return database
        .pool()
        .preparedQuery(QUEUES)
        .execute(Tuple.of(site))
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

  /** A page of cases. */
  Future<JsonObject> page(CaseQuery query) {
    boolean filtered = !query.filter().isEmpty();
    return database
        .pool()
        .preparedQuery(pageOf(query, filtered))
        .execute(query.parameters())
        .compose(rows -> page(query, filtered, rows.iterator().next()));
  }

  /** The cases of a page in order, and where the search for them ended. */
  private static String pageOf(CaseQuery query, boolean filtered) {
    return String.format(
        Locale.ROOT,
        """
      with looked as materialized (
        select id, risk from comment
        where comment.site_id = $1 and %1$s order by %2$s limit %3$d
      ), found as materialized (
        select comment.id, comment.risk from looked
        cross join lateral (
          select * from comment where comment.site_id = $1 and comment.id = looked.id limit 1) comment
        %4$s
        where true %5$s
        order by %2$s limit %6$d
      )
      select (select count(*)::int from looked) as looked,
        array(select id from found comment order by %2$s) as ids,
        array(select risk from found comment order by %2$s) as risks,
        last.id as last_id, last.risk as last_risk
      from (select) one
      left join lateral (
        select id, risk from looked comment order by %7$s limit 1) last on true
      """,
        query.where(),
        query.order(),
        filtered ? LOOKED_AT : query.limit() + 1,
        filtered ? PARTS : "",
        query.filter(),
        query.limit() + 1,
        query.reverseOrder());
  }

  private Future<JsonObject> page(CaseQuery query, boolean filtered, Row found) {
    UUID[] ids = found.getArrayOfUUIDs("ids");
    JsonObject page = new JsonObject().putNull("next");
    boolean more = ids.length > query.limit();
    if (more) {
      int last = query.limit() - 1;
      page.put("next", CaseQuery.cursor(found.getArrayOfFloats("risks")[last], ids[last]));
    } else if (filtered && found.getInteger("looked") == LOOKED_AT) {
      // There may be more behind what was looked at.
      page.put("next", CaseQuery.cursor(found.getFloat("last_risk"), found.getUUID("last_id")))
          .put("searched", LOOKED_AT);
    }
    UUID[] shown = more ? Arrays.copyOf(ids, query.limit()) : ids;
    return cases(query.site(), shown).map(cases -> page.put("cases", cases));
  }

  /** Cases in the order of their ids here. */
  private Future<JsonArray> cases(int site, UUID... ids) {
    if (ids.length == 0) {
      return Future.succeededFuture(new JsonArray());
    }
    return database
        .pool()
        .preparedQuery(CASE)
        .execute(Tuple.of(site, (Object) ids))
        .map(
            rows -> {
              Map<UUID, Row> byId = new HashMap<>();
              rows.forEach(row -> byId.put(row.getUUID("id"), row));
              JsonArray cases = new JsonArray();
              for (UUID id : ids) {
                Row row = byId.get(id);
                if (row != null) {
                  cases.add(CaseJson.of(row, clock));
                }
              }
              return cases;
            });
  }

  /** One case, with all that has happened to it. */
  Future<JsonObject> one(int site, UUID id) {
    return cases(site, id)
        .compose(
            cases -> {
              if (cases.isEmpty()) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such case");
              }
              JsonObject json = cases.getJsonObject(0);
              return history(site, id).map(history -> json.put("history", history));
            });
  }

  private Future<JsonArray> history(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select at, kind, event.id, moderator.id as moderator_id, moderator.name, action,
              from_status, to_status, reason, note, undone
            from (
              select created_at as at,
                case when action = 'undo' then 'undo' when action = 'edit' then 'edited'
                  else 'decision' end as kind,
                id, moderator_id, action, from_status, to_status, reason, note,
                exists (select 1 from decision undo where undo.site_id = $1
                  and undo.comment_id = $2 and undo.undoes = decision.id) as undone
              from decision where site_id = $1 and comment_id = $2
              union all
              select created_at, 'note', id, moderator_id, null, null, null, null, text, false
              from note where site_id = $1 and comment_id = $2
              union all
              select created_at, 'report', comment_id, null, null, null, null, reason, detail, false
              from report where site_id = $1 and comment_id = $2
            ) event
            left join moderator on moderator.id = event.moderator_id
            order by at, event.id limit 500
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              JsonArray history = new JsonArray();
              rows.forEach(row -> history.add(HistoryJson.of(row)));
              return history;
            });
  }

  /** The rest of a conversation, in reading order. */
  Future<JsonObject> conversation(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            with asked as materialized (
              select root_id from comment where site_id = $1 and id = $2
            ), there as (
              select id from comment
              where site_id = $1 and root_id = (select root_id from asked) and shown > 0
                and parent_id is not null
              union
              select id from comment
              where site_id = $1 and id = (select root_id from asked) and shown > 0
              union
              select id from comment where site_id = $1 and id = $2
              order by id limit 200
            )
            select id, parent_id, cardinality(ancestors) as depth, author_name, html, status,
              created_at
            from comment
            where site_id = $1 and id = any(array(select id from there))
            order by id
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              JsonArray comments = new JsonArray();
              rows.forEach(row -> comments.add(HistoryJson.conversationEntry(row)));
              return new JsonObject().put("comments", comments);
            });
  }
}
