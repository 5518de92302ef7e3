package dev.parley.ledger;

import dev.parley.comment.Transitions;
import dev.parley.outbox.Outbox;
import java.util.Locale;

/**
 * What acts write, in SQL: each one statement, which logs and sets. All parts of a statement see
 * the comments as they stood before it, and these are locked. The log takes {@value
 * LogRows#PARAMETERS} parameters; $2 are its rows' ids, $3 the comments, $7 is the status after.
 */
final class ActStatements {

  private static final String SHOWN = Transitions.shown("$7");

  /** A comment waits blind no longer, and gives up the random place it had meanwhile. */
  private static final String SEEN =
      """
      blind = false, risk = case when comment.blind then coalesce((
        select audit.risk from audit
        where audit.site_id = $1 and audit.comment_id = comment.id), comment.risk)
        else comment.risk end""";

  /** A blind check of a comment that goes is over, and says nothing. */
  private static final String UNCHECKED =
      """
      unchecked as (
        update audit set closed_at = $14
        where site_id = $1 and comment_id = any($3) and closed_at is null
      )""";

  /**
   * $15 the reason the author is told, $16 whether they are; $17 what one is told whose appeal this
   * answers; $18 whether each was read, or else a blind check is over and says nothing. Whatever
   * lifts the restriction overturns it.
   */
  static final String DECIDED =
      of(
          """
          %s, answered as (
            update appeal set answer = one.id, answered_at = $14, sentence = $17,
              outcome = case when $7 = 1 then 'overturned' else 'upheld' end
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
            where appeal.site_id = $1 and appeal.comment_id = one.comment_id
              and appeal.answer is null and $7 <> 0
          ), noticed as (
            update content_notice set answer = one.id, answered_at = $14,
              outcome = case when $7 = 1 then 'kept' else 'removed' end
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
            where content_notice.site_id = $1 and content_notice.comment_id = one.comment_id
              and content_notice.answer is null and $7 <> 0
          ), audited as (
            update audit set answer = one.id, closed_at = $14,
              outcome = case when $18 and $7 between 1 and 3 then $7 end
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
            where audit.site_id = $1 and audit.comment_id = one.comment_id
              and audit.closed_at is null
          )
          update comment set status = $7, %4$s, decided = $7, version = version + 1,
            report_n = 0, reported_at = null,
            appealed_at = case when $7 = 0 then comment.appealed_at end,
            appealed_against = case when $7 = 0 then comment.appealed_against end, reason = $15, tell = $16, claimed_by = null, claimed_until = null,
            shown = %s
          where site_id = $1 and id = any($3)
          """);

  /** What the undone decision $10 replaced comes back; $15 whether it waits blind again. */
  static final String UNDONE =
      of(
          """
          %s, asked as materialized (
            select id, created_at, against from appeal where site_id = $1 and answer = $10
          ), waiting as (
            update appeal set answer = null, answered_at = null, sentence = null, outcome = null
            where site_id = $1 and id = any(array(select id from asked))
          ), unanswered as (
            update content_notice set answer = null, answered_at = null, outcome = null
            where site_id = $1 and answer = $10
          ), audited as (
            update audit set answer = null, closed_at = null, outcome = null
            where site_id = $1 and comment_id = any($3) and answer = $10
            returning place
          )
          update comment set status = $7, version = comment.version + 1,
            blind = $15 and exists (select from audited),
            risk = coalesce((select place from audited where $15), comment.risk),
            appealed_at = coalesce((select created_at from asked), comment.appealed_at),
            appealed_against = coalesce((select against from asked), comment.appealed_against),
            reason = undone.from_reason, tell = undone.from_tell, shown = %s,
            -- Those that came in since are undecided too.
            report_n = comment.report_n + undone.from_reports,
            reported_at = coalesce(undone.from_reported_at, comment.reported_at),
            -- What the last decision still in force says, if a moderator took it.
            decided = (
              select case when moderator_id is not null then to_status end
              from decision_in_force standing
              where standing.site_id = $1 and standing.comment_id = comment.id
                and standing.id <> $10
              order by standing.id desc limit 1)
          from decision undone
          where comment.site_id = $1 and comment.id = any($3)
            and undone.site_id = $1 and undone.id = $10
          """);

  /** $15 to $23: the new text and what screening made of it; $24 its domains. */
  static final String EDITED =
      of(
          """
          %s, screened as (
            insert into screening (site_id, comment_id, version, verdict, language, scores,
              signals, policy_version, model_version, created_at)
            select $1, id, version + 1, $18, $21, $22, $23, $12, $13, $14
            from comment where site_id = $1 and id = any($3)
          ), unlinked as (
            delete from link where site_id = $1 and comment_id = any($3) and domain <> all($24)
          ), linked as (
            insert into link (site_id, domain, comment_id)
            select $1, domain, comment_id
            from unnest($24::text[]) as domain, unnest($3::uuid[]) as comment_id
            on conflict do nothing
          ), audited as (
            update audit set risk = $17, closed_at = case when comment.status <> $7 then $14 end
            from comment
            where audit.site_id = $1 and audit.comment_id = any($3) and audit.closed_at is null
              and comment.site_id = $1 and comment.id = audit.comment_id
          )
          update comment set status = $7, version = version + 1, body = $15, html = $16,
            -- Whoever changes a text of a blind check does not move it to another place.
            risk = case when blind and status = $7 then risk else $17 end,
            blind = blind and status = $7, verdict = $18, fingerprint = $19, sketch = $20, edited_at = $14,
            reason = $8, decided = null, shown = %s
          where site_id = $1 and id = any($3)
          """);

  /**
   * The signals of a screening quote the text, so they go; so does an author nobody is any more.
   */
  static final String WITHDRAWN =
      of(
          """
          %s, unscreened as (
            delete from screening where site_id = $1 and comment_id = any($3)
          ), unlinked as (
            delete from link where site_id = $1 and comment_id = any($3)
          ), noticed as (
            update content_notice set answer = one.id, answered_at = $14, outcome = 'removed'
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
            where content_notice.site_id = $1 and content_notice.comment_id = one.comment_id
              and content_notice.answer is null
          ), unappealed as (
            delete from appeal where site_id = $1 and comment_id = any($3)
          ), %3$s, forgotten as (
            update author set name = '', email = null, url = null
            where site_id = $1
              and id in (select author_id from comment where site_id = $1 and id = any($3))
              and not exists (
                select from comment other
                where other.site_id = $1 and other.author_id = author.id and other.status <> 4
                  and other.id <> all($3))
          )
          update comment set status = $7, %4$s, version = version + 1, body = '',
            html = '', author_name = '', author_url = null, address = null, report_n = 0, sketch = null,
            appealed_at = null, appealed_against = null, claimed_by = null, claimed_until = null, shown = %s
          where site_id = $1 and id = any($3)
          """);

  /** Whoever erases an author removes the rest: it is the same for comments that went before. */
  static final String ERASED =
      of(
          """
          %s, noticed as (
            update content_notice set answer = one.id, answered_at = $14, outcome = 'removed'
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
            where content_notice.site_id = $1 and content_notice.comment_id = one.comment_id
              and content_notice.answer is null
          ), %3$s
          update comment set status = $7, %4$s, version = version + 1, report_n = 0,
            reported_at = null,
            appealed_at = null, appealed_against = null, claimed_by = null, claimed_until = null, shown = %s
          where site_id = $1 and id = any($3)
          """);

  /**
   * $2 the comment, $3 the reader, $4 the reason, $5 the detail, $6 to $8 the reader's network, $9
   * the report's id. One more of a reader or of a network that has reported enough changes nothing.
   */
  static final String REPORTED =
      """
      with logged as (
        insert into report (site_id, comment_id, reporter, reason, detail, id)
        select $1, $2, $3, $4, $5, $9 where $8 > (
          select count(*) from (select from report
            where site_id = $1 and comment_id = $2 and reporter between $6 and $7
            limit $8) network)
        on conflict do nothing
        returning comment_id, id
      ), told as ("""
          + Outbox.PUT
          + """
      )
      -- It waits among the reported ones from now on; what is decided there answers a check as well.
      update comment set
      """
          + SEEN
          + """
        , report_n = report_n + 1,
        reported_at = case when report_n = 0 then now() else reported_at end
      where site_id = $1 and id = (select comment_id from logged)
      """;

  /** $15 the words of the author, $16 who restricted the comment. */
  static final String APPEALED =
      LogRows.OF_COMMENTS
          + """
          , kept as (
            insert into appeal (site_id, id, comment_id, against, text, created_at)
            select $1, one.id, one.comment_id, $16, $15, $14
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
          )
          update comment set version = version + 1, appealed_at = $14, appealed_against = $16
          where site_id = $1 and id = any($3)
          """;

  /**
   * $15 the explanation, $16 the name and $17 the address of whom it comes from, $18 the report's
   * id. A reporter of its own: what a household may do at most does not keep a notice out.
   */
  static final String NOTICED =
      LogRows.OF_COMMENTS
          + """
          , kept as (
            insert into content_notice (site_id, id, comment_id, report_id, explanation, name,
              email, created_at)
            select $1, one.id, one.comment_id, $18, $15, $16, $17, $14
            from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
          ), reported as (
            insert into report (site_id, comment_id, reporter, reason, detail, id)
            select $1, comment_id, uuid_send($18), 'illegal', left($15, 2000), $18
            from unnest($3::uuid[]) as comment_id
          ), report_told as (
            insert into outbox (site_id, id, acts) select $1, $18, array[$18]
          )
          update comment set
          """
          + SEEN
          + """
            , report_n = report_n + 1,
            reported_at = case when report_n = 0 then now() else reported_at end
          where site_id = $1 and id = any($3)
          """;

  private ActStatements() {}

  private static String of(String statement) {
    return String.format(Locale.ROOT, statement, LogRows.OF_COMMENTS, SHOWN, UNCHECKED, SEEN);
  }
}
