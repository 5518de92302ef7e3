package dev.parley.mail;

import dev.parley.comment.Author;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;

/** What mail knows of a person on a site: for whoever erases them. */
public final class MailRecords {
  private MailRecords() {}

  /**
   * Forgets a reader of a site, in a transaction: address, subscriptions, messages and what they
   * told of. Whether mail to the address is stopped is known to the whole service, by a keyed hash,
   * and {@code DELETE /api/v1/mail/bounces} forgets that.
   */
  public static Future<Void> erase(SqlConnection tx, int site, String email) {
    return tx.preparedQuery(
            """
            with reader as (
              delete from subscriber where site_id = $1 and id = $2
            ), subscribed as (
              delete from subscription where site_id = $1 and subscriber_id = $2
            ), told as (
              delete from notice where site_id = $1 and subscriber_id = $2
            )
            delete from mail where site_id = $1 and recipient = $2
            """)
        .execute(Tuple.of(site, Author.idOf(site, email.strip().toLowerCase(Locale.ROOT))))
        .mapEmpty();
  }
}
