package dev.parley.mail;

import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.screening.Threats;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * When moderators are told of their work: of what waits too long, from time to time, and at once of
 * a comment that was held and may be a threat. Safe for several threads.
 */
final class ModeratorNotices {
  /** What has waited longer, nobody is reminded of. */
  static final Duration LATEST = Duration.ofDays(30);

  /** Moderators of a site {@code place.site_id} who can be written to, with what they want. */
  private static final String REACHED =
      """
      moderator on removed_at is null and email like '%@%.%' and (role = 'administrator'
        or exists (select from moderator_site
          where moderator_site.site_id = place.site_id and moderator_id = moderator.id))
      left join moderator_notification wish
        on wish.site_id = place.site_id and wish.moderator_id = moderator.id
      """;

  /** The row of whoever is told is written first, so that one node tells them. */
  static final String WAITING =
      """
      with place as (
        select site.id as site_id, oldest.created_at
        from site cross join lateral (
          select created_at from comment
          where comment.site_id = site.id and %s and comment.id >= $2
            and octet_length(token_hash) > 0
          order by comment.id limit 1) oldest
      ), due as (
        select place.site_id, moderator.id as moderator_id
        from place join %s
        where coalesce(digest, true)
          and place.created_at <= $1::timestamptz - make_interval(mins => coalesce(after_minutes, 60))
          and (told_at is null
            or told_at <= $1::timestamptz - make_interval(mins => coalesce(every_minutes, 240)))
          and not exists (select from mail
            where mail.site_id = place.site_id and mail.recipient = moderator.id
              and kind = $3 and state in ('queued', 'sending'))
      ), told as (
        insert into moderator_notification as known (site_id, moderator_id, told_at)
        select site_id, moderator_id, $1::timestamptz from due
        on conflict (site_id, moderator_id) do update set told_at = excluded.told_at
        where known.told_at is null
          or known.told_at <= $1::timestamptz - make_interval(mins => known.every_minutes)
        returning site_id, moderator_id
      )
      insert into mail (site_id, id, kind, recipient, key, due_at, expires_at)
      select site_id, gen_random_uuid(), $3, moderator_id, $4, $1, $5 from told
      on conflict do nothing
      """
          .formatted(Waiting.CONDITION, REACHED);

  /** Of the comment $2, once to each. */
  static final String THREAT =
      """
      insert into mail (site_id, id, kind, recipient, key, due_at, expires_at)
      select place.site_id, gen_random_uuid(), $3, moderator.id, $4, $5, $6
      from (select $1::int as site_id) place join %s
      where coalesce(threats, true) and $7 <= (
        select (scores ->> 'threat')::float8 from screening
        where screening.site_id = $1 and screening.comment_id = $2
        order by version desc limit 1)
      on conflict do nothing
      """
          .formatted(REACHED);

  private final Database database;
  private final Clock clock;

  ModeratorNotices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Queues a digest for each moderator for whom it is time. */
  Future<Void> tellOfWaiting() {
    Instant now = clock.instant();
    return database
        .pool()
        .preparedQuery(WAITING)
        .execute(
            Tuple.of(
                MailQueue.time(now),
                Ids.earliest(now.minus(LATEST)),
                MailKind.WAITING.code(),
                "waiting " + now.getEpochSecond(),
                MailQueue.time(MailQueue.expiry(now))))
        .mapEmpty();
  }

  /** Queues a message about a held comment, if it may be a threat. */
  Future<Void> tellOfHeld(int site, UUID comment) {
    Instant now = clock.instant();
    return database
        .pool()
        .preparedQuery(THREAT)
        .execute(
            Tuple.of(
                    site,
                    comment,
                    MailKind.THREAT.code(),
                    "threat " + comment,
                    MailQueue.time(now),
                    MailQueue.time(MailQueue.expiry(now)))
                .addValue(Threats.SCORE))
        .mapEmpty();
  }
}
