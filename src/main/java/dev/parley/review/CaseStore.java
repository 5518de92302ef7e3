package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads cases: each with what a moderator has to know of it. */
final class CaseStore {
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
  private static final int PAST = 200;

  private static final String CASE =
      String.format(
          Locale.ROOT,
          """
      select comment.id, comment.version, comment.status, comment.blind, comment.verdict, comment.risk,
        comment.report_n, comment.reported_at, comment.appealed_at,
        %6$s as appeal_is_mine, appeal.*, comment.author_url, comment.body, comment.html, comment.created_at, comment.edited_at,
        comment.parent_id, comment.author_id, comment.author_name, abbrev(comment.address) as address,
        comment.claimed_by, comment.claimed_until, article.key, article.url, article.title,
        author.email, author.first_seen, screening.language, screening.signals, screening.scores,
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
             -- Only what is published has later answers, and other checks are nobody's news.
             and not other.blind and (not comment.blind or other.id < comment.id)
           limit 1000) replies)
        + (select count(*)::int from comment root where root.site_id = $1
           and root.id = comment.root_id and root.shown > 0 and root.id <> comment.id
             and not root.blind)
          as conversation
      from comment
      %1$s
      left join comment parent on parent.site_id = $1 and parent.id = comment.parent_id
      left join moderator claimer on claimer.id = comment.claimed_by
      left join ban on ban.site_id = $1 and ban.kind = 'author'
        and ban.value = comment.author_id::text and (ban.until is null or ban.until > now())
      %7$s
      left join lateral (
        select %8$s as approved,
               %5$s
        from (select status, decided, blind from comment own
              where own.site_id = $1 and own.author_id = comment.author_id
              order by own.id desc limit %2$d) latest) past on true
      where comment.site_id = $1 and comment.id = any($2)
      """,
          CasePart.joins(EnumSet.of(CasePart.ARTICLE, CasePart.AUTHOR, CasePart.SCREENING)),
          PAST,
          DETAILS,
          REPORTS,
          TURNED_DOWN,
          CaseAppeals.isFor("$3"),
          CaseAppeals.LATEST,
          BlindCase.APPROVED);

  private final Database database;
  private final Vertx vertx;
  private final Clock clock;
  private final WebsiteRecords websites;
  private final CaseHistory history;

  CaseStore(Database database, Vertx vertx, CaseHistory history, Clock clock) {
    this.database = database;
    this.vertx = vertx;
    this.clock = clock;
    this.history = history;
    this.websites = new WebsiteRecords(database);
  }

  /** Cases in the order of their ids here, for a moderator who asks. */
  Future<JsonArray> of(int site, UUID moderator, UUID... ids) {
    if (ids.length == 0) {
      return Future.succeededFuture(new JsonArray());
    }
    return database
        .pool()
        .preparedQuery(CASE)
        .execute(Tuple.of(site, ids, moderator))
        .compose(rows -> vertx.executeBlocking(() -> cases(rows, ids), false));
  }

  /**
   * Off the event loop: a text full of marks takes milliseconds to read, and a page has a hundred.
   */
  private JsonArray cases(RowSet<Row> rows, UUID[] ids) {
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
  }

  /** One case, with what has happened to it, the latest first. */
  Future<JsonObject> one(int site, UUID moderator, UUID id) {
    return of(site, moderator, id)
        .compose(
            cases -> {
              if (cases.isEmpty()) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such case");
              }
              JsonObject json = cases.getJsonObject(0);
              return vertx
                  .executeBlocking(() -> CaseJson.withMarks(json), false)
                  .compose(marked -> websites.of(site, json.getJsonObject("author")))
                  .compose(known -> history.of(site, id))
                  .map(happened -> json.put("history", happened));
            });
  }
}
