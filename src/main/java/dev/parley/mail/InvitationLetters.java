package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.signin.InvitationRoutes;
import dev.parley.site.Site;
import dev.parley.smtp.Message;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Writes the letters that bring invitations, in English as the console is, when they are sent. */
public final class InvitationLetters {
  private final Database database;
  private final byte[] secret;
  private final String base;
  private final String domain;
  private final Clock clock;

  /**
   * @param base the service's own address
   * @param domain in which messages have their ids
   */
  InvitationLetters(Database database, byte[] secret, String base, String domain, Clock clock) {
    this.database = database;
    this.secret = secret.clone();
    this.base = base.replaceFirst("/+$", "");
    this.domain = domain;
    this.clock = clock;
  }

  /**
   * Queues a letter in the transaction that stores the invitation. Answers false when there is no
   * site in whose name it could be written.
   *
   * @param site a slug; empty for any site
   */
  public static Future<Boolean> queue(
      SqlConnection tx, Optional<String> site, UUID invitation, Instant now) {
    return tx.preparedQuery(
            "select id from site where $1::text is null or slug = $1 order by id limit 1")
        .execute(Tuple.of(site.orElse(null)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(false)
                    : MailQueue.add(
                            tx,
                            rows.iterator().next().getInteger("id"),
                            MailKind.INVITATION,
                            invitation,
                            "invitation",
                            now)
                        .map(true));
  }

  /** The letter; empty when the invitation was used or taken back, or has expired. */
  Future<Optional<Message>> write(QueuedMail mail, Site site) {
    return database
        .pool()
        .preparedQuery(
            """
            select invitation.email, moderator.name from invitation
            join moderator on moderator.id = invited_by
            where invitation.id = $1 and expires_at > $2
            """)
        .execute(Tuple.of(mail.recipient(), clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.stream().findFirst().map(row -> message(mail, site, row)));
  }

  private Message message(QueuedMail mail, Site site, Row invitation) {
    Letter letter =
        new Letter(site, "en", "ltr")
            .paragraph(
                invitation.getString("name") + " invites you to moderate " + site.name() + ".")
            .button("Make your account", InvitationRoutes.address(base, secret, mail.recipient()))
            .small(
                "The link works once, within 7 days. If you did not expect it, ignore it.", null);
    return new Message(
        invitation.getString("email"),
        mail.id() + "@" + domain,
        Optional.empty(),
        Optional.empty(),
        site.name(),
        "You are invited to moderate " + site.name(),
        letter.signed().text(),
        letter.html(),
        clock.instant());
  }
}
