package dev.parley.rights;

import dev.parley.comment.Waiting;
import dev.parley.site.Retention;
import java.util.Locale;
import java.util.Optional;

/**
 * What a site need not keep for ever: for how long it does, and the statement that erases the next
 * of it. Its parameters are the site, the last comment passed, the id of the first thing that is
 * young enough to stay, the most to take, and the time of that id. It answers how many were {@code
 * passed} and how many of these {@code erased}.
 */
enum Perishable {
  /** Network addresses of comments. */
  ADDRESS(
      passing(
          """
          erased as (
            update comment set address = null
            where site_id = $1 and id = any(array(select id from page)) and address is not null
            returning 1
          )""")),

  /** E-mail addresses of authors and readers of mail whose last comment has been passed. */
  EMAIL(
      passing(
          """
          silent as materialized (
            select distinct author_id as id from page where not exists (
              select from comment later
              where later.site_id = $1 and later.author_id = page.author_id and later.id >= $3)
          ), reader as materialized (
            select distinct subscriber_id as id from subscription
            where site_id = $1 and comment_id = any(array(select id from page)) and not exists (
              select from subscription later
              where later.site_id = $1 and later.subscriber_id = subscription.subscriber_id
                and later.comment_id >= $3)
          ), unsubscribed as (
            delete from subscription
            where site_id = $1 and subscriber_id = any(array(select id from reader))
          ), untold as (
            delete from notice
            where site_id = $1 and subscriber_id = any(array(select id from reader))
          ), forgotten as (
            delete from subscriber where site_id = $1 and id = any(array(select id from reader))
          ), erased as (
            update author set email = null
            where site_id = $1 and id = any(array(select id from silent)) and email is not null
            returning 1
          )""")),

  /** Texts of rejected and spam comments. Their versions rise, so that nobody can take it back. */
  REJECTED(
      """
      with page as materialized (
        select id from comment
        where site_id = $1 and status in (2, 3) and body <> '' and id < $3
          and appealed_at is null and not exists (
          select from decision
          where decision.site_id = $1 and decision.comment_id = comment.id and decision.id >= $3)
        order by id limit $4 for update
      ), unscreened as (
        delete from screening where site_id = $1 and comment_id = any(array(select id from page))
      ), unlinked as (
        delete from link where site_id = $1 and comment_id = any(array(select id from page))
      ), unsaid as (
        update report set detail = null
        where site_id = $1 and comment_id = any(array(select id from page)) and detail is not null
      ), unappealed as (
        delete from appeal where site_id = $1 and comment_id = any(array(select id from page))
      ), erased as (
        update comment set body = '', html = '', author_url = null, sketch = null,
          fingerprint = floor(random() * 4e18)::bigint, version = version + 1
        where site_id = $1 and id = any(array(select id from page)) returning 1
      )
      select (select count(*)::int from page) as passed, (select count(*)::int from erased) as erased
      where $2::uuid is not null and $5::timestamptz is not null
      """),

  /** Texts that programs have called spam or toxic. */
  LABEL(
      erasing(
          """
          delete from label where ctid = any(array(
            select ctid from label where site_id = $1 and value and created_at < $5 limit $4))
            and $3::uuid is not null""")),

  /** Entries of the log. */
  LOG(erasing(oldest("decision"))),

  /** Notes about comments. */
  NOTE(erasing(oldest("note"))),

  /** Appeals that were answered. */
  APPEAL(
      erasing(
          """
          delete from appeal where site_id = $1 and id = any(array(
            select id from appeal where site_id = $1 and id < $3 and answer is not null
            order by id limit $4))
            and $5::timestamptz is not null""")),

  /** Notices of illegal content that were answered. */
  NOTICE(
      erasing(
          """
          delete from content_notice where site_id = $1 and id = any(array(
            select id from content_notice where site_id = $1 and id < $3 and answer is not null
            order by id limit $4))
            and $5::timestamptz is not null""")),

  /** Blind checks that are over. */
  AUDIT(
      erasing(
          """
          delete from audit where site_id = $1 and comment_id = any(array(
            select comment_id from audit
            where site_id = $1 and comment_id < $3 and closed_at is not null
            order by comment_id limit $4))
            and $5::timestamptz is not null""")),

  /** What reporters wrote, the copies of notices included: that there was a report stays. */
  REPORT(
      erasing(
          """
          update report set detail = null where ctid = any(array(
            select ctid from report
            where site_id = $1 and detail is not null and created_at < $5 limit $4))
            and $3::uuid is not null""")),

  /** Purges, which may name a network: nobody takes one back after so long. */
  PURGE(
      """
      with erased as (
        delete from purge where site_id = $1 and id = any(array(
          select id from purge where site_id = $1 and id < $3 order by id limit $4))
        returning id
      ), forgotten as (
        delete from purge_decision
        where site_id = $1 and purge_id = any(array(select id from erased))
      )
      select count(*)::int as passed, count(*)::int as erased from erased
      where $2::uuid is not null and $5::timestamptz is not null
      """),

  /** What the checks said of a text nobody has to decide about any more. */
  SCREENING(
      erasing(
          """
          delete from screening using (
            select screening.comment_id, screening.version from screening
            join comment on comment.site_id = $1 and comment.id = screening.comment_id
            where screening.site_id = $1 and screening.comment_id < $3 and not
          """
              + Waiting.CONDITION
              + """
            order by screening.comment_id, screening.version limit $4) old
          where screening.site_id = $1 and screening.comment_id = old.comment_id
            and screening.version = old.version and $5::timestamptz is not null"""));

  private final String statement;

  Perishable(String statement) {
    this.statement = statement;
  }

  /**
   * Passes each comment once, in the order of their ids, which is that of time: how far this has
   * come is kept, so that no index is needed, which each post would pay for.
   */
  private static String passing(String erased) {
    return """
        with page as materialized (
          select id, author_id from comment
          where site_id = $1 and id > $2 and id < $3 order by id limit $4
        ), %s, marked as (
          update retention_progress set passed = (select id from page order by id desc limit 1)
          where site_id = $1 and what = '%%s' and exists (select from page)
        )
        select (select count(*)::int from page) as passed, (select count(*)::int from erased) as erased
        where $5::timestamptz is not null
        """
        .formatted(erased);
  }

  private static String erasing(String erased) {
    return """
        with erased as (%s returning 1)
        select count(*)::int as passed, count(*)::int as erased from erased where $2::uuid is not null
        """
        .formatted(erased);
  }

  /** The oldest rows of a table whose ids tell their time. */
  private static String oldest(String table) {
    return """
        delete from %1$s where site_id = $1 and id = any(array(
          select id from %1$s where site_id = $1 and id < $3 order by id limit $4))
          and $5::timestamptz is not null"""
        .formatted(table);
  }

  /** Its word in the metrics and in the table of progress. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For how many days it is kept; for ever if empty. */
  Optional<Integer> days(Retention retention) {
    return switch (this) {
      case ADDRESS, PURGE -> Optional.of(retention.addressDays());
      case EMAIL -> retention.emailDays();
      case REJECTED, LABEL -> retention.rejectedDays();
      case LOG, NOTE, APPEAL, NOTICE, AUDIT, REPORT, SCREENING -> retention.logDays();
    };
  }

  String statement() {
    return statement.contains("%s") ? statement.formatted(code()) : statement;
  }
}
