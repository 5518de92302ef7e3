package dev.parley.mail;

import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.outbox.LoggedAct;
import dev.parley.outbox.Receiver;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Queues the messages that follow from an act. It looks at where the comment stands now, not at
 * what the act made of it, so that acts may be told late and more than once.
 */
final class MailReceiver implements Receiver {
  /** An imported comment has no edit token. $3 is the act. */
  static final String COMMENT =
      """
      select comment.id, comment.article_id, comment.parent_id, comment.author_id, comment.status,
        comment.notify, comment.created_at, octet_length(comment.token_hash) = 0 as imported,
        author.email, exists (
          select from appeal where site_id = $1 and answer = $3) as answers_appeal, array(
          select distinct on (lower(email)) id from content_notice where site_id = $1 and answer = $3
            and email is not null) as notices
      from comment
      left join author on author.site_id = $1 and author.id = comment.author_id
      where comment.site_id = $1 and comment.id = $2
      """;

  private final Database database;
  private final Subscriptions subscriptions;
  private final ModeratorNotices moderators;
  private final Clock clock;

  MailReceiver(
      Database database, Subscriptions subscriptions, ModeratorNotices moderators, Clock clock) {
    this.database = database;
    this.subscriptions = subscriptions;
    this.moderators = moderators;
    this.clock = clock;
  }

  @Override
  public Future<Void> tell(LoggedAct act) {
    return act.comment()
        .map(comment -> tell(act.site(), comment, act.id()))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> tell(int site, UUID comment, UUID act) {
    return database
        .pool()
        .preparedQuery(COMMENT)
        .execute(Tuple.of(site, comment, act))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : tell(site, rows.iterator().next(), act));
  }

  private Future<Void> tell(int site, Row comment, UUID act) {
    Future<Void> replies =
        comment.getBoolean("imported") ? Future.succeededFuture() : tellOfReplies(site, comment);
    Instant now = clock.instant();
    return replies
        .compose(
            done ->
                comment.getBoolean("answers_appeal") && comment.getString("email") != null
                    ? OutcomeLetters.queue(
                        database.pool(),
                        site,
                        MailKind.APPEAL,
                        comment.getUUID("author_id"),
                        act,
                        now)
                    : Future.succeededFuture())
        .compose(
            done ->
                Future.all(
                        Arrays.stream(comment.getArrayOfUUIDs("notices"))
                            .map(
                                notice ->
                                    OutcomeLetters.queue(
                                        database.pool(), site, MailKind.NOTICE, notice, act, now))
                            .toList())
                    .mapEmpty());
  }

  private Future<Void> tellOfReplies(int site, Row comment) {
    Status status = Status.ofNumber(comment.getShort("status"));
    boolean standing = status == Status.APPROVED || status == Status.PENDING;
    boolean subscribes =
        standing && comment.getString("notify") != null && comment.getString("email") != null;
    boolean answers =
        status == Status.APPROVED && comment.getUUID("parent_id") != null && isNews(comment);
    Future<Void> readers =
        subscribes || answers
            ? database.transaction(tx -> queue(tx, site, comment, subscribes, answers))
            : Future.succeededFuture();
    return readers.compose(
        done ->
            status == Status.PENDING
                ? moderators.tellOfHeld(site, comment.getUUID("id"))
                : Future.succeededFuture());
  }

  private boolean isNews(Row comment) {
    Instant written = comment.getOffsetDateTime("created_at").toInstant();
    return written.plus(ReplyNotices.LATEST).isAfter(clock.instant());
  }

  private Future<Void> queue(
      SqlConnection tx, int site, Row comment, boolean subscribes, boolean answers) {
    Future<Void> subscribed =
        subscribes ? subscriptions.subscribe(tx, site, comment) : Future.succeededFuture();
    return subscribed.compose(
        done ->
            answers
                ? ReplyNotices.note(tx, site, comment, clock.instant())
                : Future.succeededFuture());
  }
}
