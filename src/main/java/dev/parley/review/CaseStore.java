package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.moderator.Moderator.SiteName;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
                    (select %4$s from comment where comment.site_id = $1 and %2$s
                     order by %5$s limit 1) as oldest
                  """,
                      queue.code(),
                      queue.condition(),
                      COUNTED + 1,
                      queue.since(),
                      queue == Queue.REPORTED ? queue.since() : "comment.id"))
          .collect(Collectors.joining(" union all "));

  /** The same for many sites: what waits there, new or reported. */
  private static final String WORK =
      String.format(
          Locale.ROOT,
          """
          select site_id, pending.n + reported.n as n,
            least(pending.oldest, reported.oldest) as oldest
          from unnest($1::int[]) as asked(site_id)
          cross join lateral (select count(*)::int as n, min(created_at) as oldest
            from (select created_at from comment
              where comment.site_id = asked.site_id and status = 0
              order by id limit %1$d) first) pending
          cross join lateral (select count(*)::int as n, min(reported_at) as oldest
            from (select reported_at from comment
              where comment.site_id = asked.site_id and report_n > 0 and status = 1
              order by reported_at limit %1$d) first) reported
          """,
          COUNTED + 1);

  /** Cases of another queue that are looked at when something is searched, and told at most. */
  private static final int LOOKED_AT_ELSEWHERE = 2_000;

  private static final int FOUND_ELSEWHERE = 100;

  /** Cases of a queue that are looked at for one page, when there are filters. */
  static final int LOOKED_AT = 4_000;

  /** What people rejected and what machines put aside, apart. */
  static final String TURNED_DOWN =
      """
      count(*) filter (where status in (2, 3) and decided is not null)::int as rejected,
      count(*) filter (where status in (2, 3) and decided is null)::int as put_aside
      """;

  /** Reports that are counted by reason, the latest first. */
  private static final int REPORTS = 1_000;

  /** What readers wrote with their reports, of each reason the newest few. */
  private static final int DETAILS = 3;

  /** Comments of an author that are counted, the latest first. */
  static final int PAST = 200;

  private static final String CASE =
      String.format(
          Locale.ROOT,
          """
      select comment.id, comment.version, comment.status, comment.verdict, comment.risk,
        comment.report_n, comment.reported_at, comment.author_url, comment.body, comment.html, comment.created_at, comment.edited_at,
        comment.parent_id, comment.author_id, comment.author_name, host(comment.address) as address,
        comment.claimed_by, comment.claimed_until, article.key, article.url, article.title,
        author.email, author.first_seen, screening.signals, screening.scores,
        parent.author_name as parent_name, parent.html as parent_html,
        claimer.name as claimer, ban.id as ban_id, ban.until as ban_until,
        ban.reason as ban_reason, past.*,
        (select coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'count', n, 'at', at,
             'details', to_jsonb(details[1:%3$d])) order by n desc, reason), '[]')
         from (select reason, count(*) as n, max(created_at) as at,
                 coalesce(array_agg(detail order by created_at desc)
                   filter (where detail is not null), '{}') as details
               from (select reason, created_at, detail from report
                     where comment.report_n > 0 and report.site_id = $1
                       and report.comment_id = comment.id
                       and report.created_at >= comment.reported_at
                     order by created_at desc limit %4$d) latest
               group by reason) grouped) as reports,
        (select count(*)::int from (
           select from comment other where other.site_id = $1 and other.root_id = comment.root_id
             and other.shown > 0 and other.parent_id is not null and other.id <> comment.id
           limit 1000) replies)
        + (select count(*)::int from comment root where root.site_id = $1
           and root.id = comment.root_id and root.shown > 0 and root.id <> comment.id)
          as conversation
      from comment
      %1$s
      left join comment parent on parent.site_id = $1 and parent.id = comment.parent_id
      left join moderator claimer on claimer.id = comment.claimed_by
      left join ban on ban.site_id = $1 and ban.kind = 'author'
        and ban.value = comment.author_id::text and (ban.until is null or ban.until > now())
      left join lateral (
        select count(*) filter (where status = 1)::int as approved,
               %5$s
        from (select status, decided from comment own
              where own.site_id = $1 and own.author_id = comment.author_id
              order by own.id desc limit %2$d) latest) past on true
      where comment.site_id = $1 and comment.id = any($2)
      """,
          CasePart.joins(EnumSet.of(CasePart.ARTICLE, CasePart.AUTHOR, CasePart.SCREENING)),
          PAST,
          DETAILS,
          REPORTS,
          TURNED_DOWN);

  private final Database database;
  private final Clock clock;
  private final WebsiteRecords websites;

  CaseStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.websites = new WebsiteRecords(database);
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
        select id, risk, reported_at, article_id, author_name from comment
        where comment.site_id = $1 and %1$s order by %2$s limit %3$d
      ), found as materialized (
        select comment.id, comment.risk, comment.reported_at from looked comment
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

  private Future<JsonObject> page(CaseQuery query, boolean filtered, Row found) {
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
    return cases(query.site(), shown)
        .compose(
            cases -> {
              page.put("cases", cases);
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

  /** What waits on each of a moderator's sites, and since when. */
  Future<JsonObject> work(List<SiteName> sites) {
    return database
        .pool()
        .preparedQuery(WORK)
        .execute(Tuple.of(sites.stream().map(SiteName::id).toArray(Integer[]::new)))
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

  /** One case, with what has happened to it, the latest first. */
  Future<JsonObject> one(int site, UUID id) {
    return cases(site, id)
        .compose(
            cases -> {
              if (cases.isEmpty()) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such case");
              }
              JsonObject json = CaseJson.withMarks(cases.getJsonObject(0));
              return websites
                  .of(site, json.getJsonObject("author"))
                  .compose(known -> history(site, id))
                  .map(history -> json.put("history", history));
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
              (select created_at as at,
                case when action = 'undo' then 'undo' when action = 'edit' then 'edited'
                  else 'decision' end as kind,
                id, moderator_id, action, from_status, to_status, reason, note,
                exists (select 1 from decision undo where undo.site_id = $1
                  and undo.comment_id = $2 and undo.undoes = decision.id) as undone
              from decision where site_id = $1 and comment_id = $2 order by id desc limit 200)
              union all
              (select created_at, 'note', id, moderator_id, null, null, null, null, text, false
              from note where site_id = $1 and comment_id = $2 order by id desc limit 200)
              union all
              -- Of many reports the latest: they do not push out what moderators did and wrote.
              (select created_at, 'report', comment_id, null, null, null, null, reason, detail, false
              from report where site_id = $1 and comment_id = $2
              order by created_at desc limit 50)
            ) event
            left join moderator on moderator.id = event.moderator_id
            order by at desc, event.id desc
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
