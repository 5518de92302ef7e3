package dev.parley.mail;

import dev.parley.comment.Author;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Comments whose authors asked to be told of replies. A typed address proves nothing, so its owner
 * is asked first: at most once a day, and three times until they answer.
 */
final class Subscriptions {
  private static final Duration BETWEEN_QUESTIONS = Duration.ofDays(1);
  private static final int MOST_QUESTIONS = 3;

  /** How long nobody is kept who has not answered. */
  private static final Duration UNANSWERED = Duration.ofDays(30);

  /** Nothing comes back for a comment that is known already. */
  private static final String SUBSCRIBE =
      """
      with reader as (
        insert into subscriber (site_id, id, email, language, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (site_id, id) do update
        set language = case when subscriber.confirmed_at is null then excluded.language
          else subscriber.language end
        returning confirmed_at is not null and pace <> 'never' as reached
      )
      insert into subscription (site_id, comment_id, subscriber_id, article_id, state)
      select $1, $6, $2, $7, case when reached and $8 then 'active' else 'asked' end from reader
      on conflict do nothing
      returning state
      """;

  private static final String ASK =
      """
      update subscriber set asked_at = $3, asked_n = asked_n + 1
      where site_id = $1 and id = $2 and asked_n < $4 and (asked_at is null or asked_at <= $5)
      """;

  private final Clock clock;

  Subscriptions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Subscribes a comment's author to its replies, in a transaction.
   *
   * @param comment a row with the comment, its language for mail, and its author's address
   */
  Future<Void> subscribe(SqlConnection tx, int site, Row comment) {
    String email = comment.getString("email");
    UUID reader = Author.idOf(site, email);
    Instant now = clock.instant();
    return tx.preparedQuery(SUBSCRIBE)
        .execute(
            Tuple.of(
                    site,
                    reader,
                    email,
                    MailWords.of(comment.getString("notify")).language(),
                    MailQueue.time(now))
                .addValue(comment.getUUID("id"))
                .addValue(comment.getUUID("article_id"))
                // Another id means that someone typed the address without proof.
                .addValue(comment.getUUID("author_id").equals(reader)))
        .compose(
            rows ->
                rows.stream().anyMatch(row -> row.getString("state").equals("asked"))
                    ? ask(tx, site, reader, now)
                    : Future.succeededFuture());
  }

  private static Future<Void> ask(SqlConnection tx, int site, UUID reader, Instant now) {
    return tx.preparedQuery(ASK)
        .execute(
            Tuple.of(
                site,
                reader,
                MailQueue.time(now),
                MOST_QUESTIONS,
                MailQueue.time(now.minus(BETWEEN_QUESTIONS))))
        .compose(
            asked ->
                asked.rowCount() == 0
                    ? Future.succeededFuture()
                    : MailQueue.add(
                        tx,
                        site,
                        MailKind.CONFIRMATION,
                        reader,
                        "confirm " + now.getEpochSecond(),
                        now));
  }

  /** Forgets who never answered. */
  Future<Void> prune(SqlClient on) {
    return on.preparedQuery(
            """
            with silent as (
              delete from subscriber where ctid = any(array(
                select ctid from subscriber where confirmed_at is null and created_at < $1
                order by created_at limit 1000))
              returning site_id, id
            ), messages as (
              delete from mail using silent
              where mail.site_id = silent.site_id and mail.recipient = silent.id
            )
            delete from subscription using silent
            where subscription.site_id = silent.site_id and subscriber_id = silent.id
            """)
        .execute(Tuple.of(MailQueue.time(clock.instant().minus(UNANSWERED))))
        .mapEmpty();
  }
}
