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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  private static final String FROM =
      """
      from comment
      join article on article.site_id = $1 and article.id = comment.article_id
      join author on author.site_id = $1 and author.id = comment.author_id
      left join screening on screening.site_id = $1 and screening.comment_id = comment.id
        and screening.version = (select max(version) from screening latest
          where latest.site_id = $1 and latest.comment_id = comment.id)
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
        (select count(*)::int from comment other where other.site_id = $1
           and other.root_id = comment.root_id and other.shown > 0
           and other.id <> comment.id) as conversation
      %s
      left join comment parent on parent.site_id = $1 and parent.id = comment.parent_id
      left join moderator claimer on claimer.id = comment.claimed_by
      left join ban on ban.site_id = $1 and ban.kind = 'author'
        and ban.value = comment.author_id::text and (ban.until is null or ban.until > now())
      left join lateral (
        select count(*) filter (where status = 1)::int as approved,
               count(*) filter (where status in (2, 3))::int as rejected
        from comment own where own.site_id = $1 and own.author_id = comment.author_id) past on true
      """,
          FROM);

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
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                "%s where comment.site_id = $1 and %s order by %s limit %d",
                CASE,
                query.where(),
                query.order(),
                query.limit() + 1))
        .execute(query.parameters())
        .map(
            rows -> {
              List<Row> found = new ArrayList<>();
              rows.forEach(found::add);
              return page(query, found);
            });
  }

  private JsonObject page(CaseQuery query, List<Row> found) {
    JsonObject page = new JsonObject();
    if (found.size() > query.limit()) {
      found.remove(query.limit());
      Row last = found.get(found.size() - 1);
      page.put("next", CaseQuery.cursor(last.getFloat("risk"), last.getUUID("id")));
    } else {
      page.putNull("next");
    }
    JsonArray cases = new JsonArray();
    found.forEach(row -> cases.add(CaseJson.of(row, clock)));
    return page.put("cases", cases);
  }

  /** One case, with all that has happened to it. */
  Future<JsonObject> one(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(CASE + " where comment.site_id = $1 and comment.id = $2")
        .execute(Tuple.of(site, id))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such case");
              }
              JsonObject json = CaseJson.of(rows.iterator().next(), clock);
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
            select id, parent_id, cardinality(ancestors) as depth, author_name, html, status,
              created_at
            from comment
            where site_id = $1
              and root_id = (select root_id from comment where site_id = $1 and id = $2)
              and (shown > 0 or id = $2)
            order by id limit 200
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
