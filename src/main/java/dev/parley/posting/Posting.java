package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.comment.Entry;
import dev.parley.comment.Status;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.posting.NewComment.RequestKey;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent.Arrived;
import dev.parley.publish.Change;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a new comment from submission through admission, screening and the store to its readers. It
 * belongs to one event loop, as its store does.
 */
final class Posting {
  private final Database database;
  private final Threads threads;
  private final Road road;
  private final Announcer announcer;
  private final Clock clock;
  private final byte[] secret;

  private final AnsweredRequests answered;

  /** The stages of a comment's road, in order. */
  record Road(Admission admission, Intake intake, BlindCheck blindCheck, NewCommentStore store) {}

  Posting(
      Database database,
      Threads threads,
      Road road,
      Announcer announcer,
      AnsweredRequests answered,
      Clock clock,
      byte[] secret) {
    this.database = database;
    this.threads = threads;
    this.road = road;
    this.announcer = announcer;
    this.answered = answered;
    this.clock = clock;
    this.secret = secret.clone();
  }

  /**
   * Posts a comment. The same request sent again gets the same answer and makes no second comment.
   */
  Future<Receipt> post(Submission submission) {
    return mayBeKnown(submission)
        ? answeredBefore(submission)
            .compose(
                before -> before.map(Future::succeededFuture).orElseGet(() -> postAnew(submission)))
        : postAnew(submission);
  }

  private boolean mayBeKnown(Submission submission) {
    return submission
        .idempotencyKey()
        .map(key -> answered.contains(keyHash(submission, key)))
        .orElse(false);
  }

  /**
   * A request that was answered once gets that answer again, whatever would refuse it now: its own
   * key or a ban.
   */
  private Future<Receipt> postAnew(Submission submission) {
    return Future.succeededFuture(submission)
        .compose(road.admission()::admit)
        .compose(this::screenAndStore)
        .recover(
            failure ->
                failure instanceof Refusal || Database.isDuplicateKey(failure)
                    ? answeredBefore(submission)
                        .compose(
                            before ->
                                before
                                    .map(Future::succeededFuture)
                                    .orElseGet(() -> Future.failedFuture(failure)))
                    : Future.failedFuture(failure));
  }

  private Future<Receipt> screenAndStore(Admitted admitted) {
    Submission submission = admitted.submission();
    UUID id = Ids.next();
    return road.intake()
        .screen(admitted, id, now())
        .map(screened -> file(id, admitted, screened))
        .compose(this::store)
        .onFailure(failure -> road.intake().forget(submission.site().id(), id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private NewComment file(UUID id, Admitted admitted, Screened screened) {
    Submission submission = admitted.submission();
    SiteSettings settings = submission.site().settings();
    return new NewComment(
        id,
        admitted,
        screened,
        Intake.token(secret, submission, id),
        screened.draft().context().at().plus(Duration.ofMinutes(settings.editMinutes())),
        road.blindCheck().draw(screened.verdict(), settings.auditShare()),
        submission
            .idempotencyKey()
            .map(key -> new RequestKey(keyHash(submission, key), requestHash(submission))));
  }

  private Future<Receipt> store(NewComment comment) {
    return road.store()
        .add(comment)
        .map(
            changes -> {
              comment.requestKey().ifPresent(key -> answered.add(key.keyHash()));
              announcer.announce(changes(comment, changes));
              return receipt(comment);
            });
  }

  private static Changes changes(NewComment comment, List<Change> threads) {
    Screened screened = comment.screened();
    if (screened.verdict() == Verdict.APPROVE) {
      // Told as one that is held: nobody who follows the queue sees a difference.
      return new Changes(
          threads,
          comment.blind().isPresent()
              ? List.of(new Arrived(comment.site(), comment.id(), Status.PENDING.code()))
              : List.of());
    }
    return Changes.of(
        new Arrived(comment.site(), comment.id(), screened.verdict().status().code()));
  }

  private static Receipt receipt(NewComment comment) {
    Admitted admitted = comment.admitted();
    Entry entry =
        new Entry(
            comment.id(),
            admitted.parent().map(parent -> parent.id()).orElse(null),
            comment.rootId(),
            admitted.parent().map(parent -> parent.ancestorsOfReply().size()).orElse(0),
            admitted.author().name(),
            admitted.author().url().orElse(null),
            Optional.empty(),
            0,
            0,
            comment.at(),
            null,
            comment.screened().draft().text().html());
    return new Receipt(
        comment.screened().verdict(),
        Statement.reason(comment.screened()),
        entry,
        comment.token(),
        comment.editableUntil());
  }

  /** The earlier answer to this request. It is refused if another request used the key. */
  private Future<Optional<Receipt>> answeredBefore(Submission submission) {
    if (submission.idempotencyKey().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    String key = submission.idempotencyKey().get();
    int site = submission.site().id();
    return database
        .pool()
        .preparedQuery(
            """
            select idempotency.comment_id, request_hash, first.action, first.reason, editable_until
            from idempotency
            join comment on comment.site_id = $1 and comment.id = idempotency.comment_id
            join lateral (
              select action, reason from decision
              where site_id = $1 and comment_id = comment.id order by id limit 1) first on true
            where idempotency.site_id = $1 and key_hash = $2
            """)
        .execute(Tuple.of(site, keyHash(submission, key)))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : again(submission, key, rows.iterator().next()).map(Optional::of));
  }

  private Future<Receipt> again(Submission submission, String key, Row row) {
    if (!row.getBuffer("request_hash").equals(requestHash(submission))) {
      throw new Refusal(
          Problem.CONFLICT, "This Idempotency-Key was used for another request already");
    }
    UUID id = row.getUUID("comment_id");
    return threads
        .entry(submission.site().id(), id)
        .map(
            entry ->
                new Receipt(
                    Verdict.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.getString("reason")),
                    entry.orElseThrow(),
                    EditToken.derived(secret, key + "/" + id),
                    row.getOffsetDateTime("editable_until").toInstant()));
  }

  /**
   * A key is valid in the network it came from. Someone elsewhere who guesses it has another key,
   * and so gets nobody's edit token.
   */
  private static Buffer keyHash(Submission submission, String key) {
    String network =
        NetworkPrefix.around(submission.address())
            .map(NetworkPrefix::toString)
            .orElse(submission.address());
    return Buffer.buffer(EditToken.sha256(network + "\n" + key));
  }

  private static Buffer requestHash(Submission submission) {
    return Buffer.buffer(
        EditToken.sha256(
            String.join(
                "\n",
                submission.articleKey(),
                submission.parentId().map(UUID::toString).orElse(""),
                submission.name(),
                submission.email().orElse(""),
                submission.body())));
  }
}
