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
 * Reads an admitted text and screens it: the processor's work on workers, the store's in between.
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

  /** Screens an admitted submission as the comment {@code id}, which may be there already. */
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
                        subject(admitted, id, place, read, at),
                        admitted.author().email(),
                        admitted.known())
                    .map(
                        history ->
                            Draft.sent(
                                place, read.sender(), read.text(), new Context(at, history))))
        .compose(screening::screen);
  }

  /** Who may not post was refused before; what may not be linked to is known now. */
  private Future<Read> unlessBanned(int site, Read read) {
    return bans.ofText(site, read.text(), read.sender())
        .map(
            ban -> {
              Admission.refuse(ban);
              return read;
            });
  }

  /** Takes back that a comment was screened: who sends it again has not posted it before. */
  void forget(int site, UUID comment) {
    histories.forget(site, comment);
  }

  private static Read read(Admitted admitted) {
    Submission submission = admitted.submission();
    Text text = Text.read(submission.body(), submission.site().settings(), Optional.empty());
    if (!text.shows()) {
      throw blank();
    }
    // Made here, and not where it is stored: it is work for the processor.
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

  private static CommentFingerprint subject(
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

  /** The HTML a body would be shown as; refused when a reader would see nothing. */
  Future<String> preview(String body) {
    return screening.run(() -> Text.preview(body).orElseThrow(Intake::blank));
  }

  /** Kept here so that all that is random about a posting is made in one place. */
  static EditToken token(byte[] secret, Submission submission, UUID id) {
    return submission
        .idempotencyKey()
        .map(key -> EditToken.derived(secret, key + "/" + id))
        .orElseGet(EditToken::random);
  }
}
