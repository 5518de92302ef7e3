package dev.parley.posting;

import dev.parley.ban.Bans;
import dev.parley.campaign.CommentFingerprint;
import dev.parley.comment.Context;
import dev.parley.comment.Draft;
import dev.parley.comment.EditToken;
import dev.parley.comment.Parent;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.problem.Refusal;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads and screens an admitted text: computing on worker threads, with the database in between.
 */
final class Intake {
  private final Bans bans;
  private final Histories histories;
  private final Screening screening;

  Intake(Bans bans, Histories histories, Screening screening) {
    this.bans = bans;
    this.histories = histories;
    this.screening = screening;
  }

  private record Read(Text text, Sender sender) {}

  /** Screens an admitted submission as the comment {@code id}, which may already exist. */
  Future<Screened> screen(Admitted admitted, UUID id, Instant at) {
    Site site = admitted.submission().site();
    Place place = Place.under(site, admitted.article(), admitted.newTitle(), admitted.parent());
    return screening
        .run(() -> read(admitted))
        .compose(read -> unlessBanned(site.id(), read))
        .compose(
            read ->
                histories
                    .of(
                        fingerprint(admitted, id, place, read, at),
                        admitted.author().email(),
                        admitted.known())
                    .map(
                        history ->
                            Draft.sent(
                                place, read.sender(), read.text(), new Context(at, history))))
        .compose(screening::screen);
  }

  /** Banned authors were refused before; banned links are only known now. */
  private Future<Read> unlessBanned(int site, Read read) {
    return bans.ofText(site, read.text(), read.sender())
        .map(
            ban -> {
              Admission.refuse(ban);
              return read;
            });
  }

  /** Forgets a comment that was screened but not stored: sending it again is no repetition. */
  void forget(int site, UUID comment) {
    histories.forget(site, comment);
  }

  private static Read read(Admitted admitted) {
    Submission submission = admitted.submission();
    Text text = Text.read(submission.body(), submission.site().settings(), Optional.empty());
    if (!text.shows()) {
      throw blank();
    }
    // Done here rather than in the store, because it is work for the processor.
    text.html();
    Sender sender =
        Sender.of(
            admitted.author(),
            Optional.of(submission.address()),
            submission.formTime(),
            submission.trapped());
    return new Read(text, sender);
  }

  private static Refusal blank() {
    return Refusal.invalid("body", "Enter a comment");
  }

  private static CommentFingerprint fingerprint(
      Admitted admitted, UUID id, Place place, Read read, Instant at) {
    return new CommentFingerprint(
        admitted.submission().site().id(),
        id,
        admitted.article().id(),
        admitted.parent().map(Parent::id),
        admitted.author().id(),
        admitted.submission().address(),
        read.text().reading().fingerprint(),
        read.text().sketch(),
        Draft.domains(place, read.text(), read.sender().website()),
        at);
  }

  /** The HTML that shows a body. A body of which a reader would see nothing is refused. */
  Future<String> preview(String body) {
    return screening.run(() -> Text.preview(body).orElseThrow(Intake::blank));
  }

  /** Kept here so that everything random about a post is created in one place. */
  static EditToken token(byte[] secret, Submission submission, UUID id) {
    return submission
        .idempotencyKey()
        .map(key -> EditToken.derived(secret, key + "/" + id))
        .orElseGet(EditToken::random);
  }
}
