package dev.parley.posting;

import dev.parley.campaign.Subject;
import dev.parley.comment.CommentLanguage;
import dev.parley.comment.Draft;
import dev.parley.comment.EditToken;
import dev.parley.comment.Markdown;
import dev.parley.comment.Parent;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.text.Reading;
import dev.parley.text.Sketch;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads an admitted text and screens it: the processor's work on workers, the store's in between.
 */
final class Reader {
  private final WorkerExecutor workers;
  private final Histories histories;
  private final Screening screening;

  Reader(WorkerExecutor workers, Histories histories, Screening screening) {
    this.workers = workers;
    this.histories = histories;
    this.screening = screening;
  }

  private record Read(
      Reading reading,
      Optional<Sketch> sketch,
      List<String> domains,
      CommentLanguage language,
      String html) {}

  /** Screens an admitted submission as the comment {@code id}, which may be there already. */
  Future<Screened> screen(Admitted admitted, UUID id, Instant at) {
    Submission submission = admitted.submission();
    return workers
        .executeBlocking(() -> read(submission), false)
        .compose(
            read ->
                histories
                    .of(subject(admitted, id, read, at))
                    .map(
                        history ->
                            new Draft(
                                submission.site(),
                                id,
                                admitted.article(),
                                admitted.newTitle(),
                                admitted.parent(),
                                admitted.author(),
                                submission.body(),
                                read.reading(),
                                read.sketch(),
                                read.domains(),
                                read.language(),
                                read.html(),
                                submission.address(),
                                at,
                                submission.formTime(),
                                submission.trapped(),
                                history)))
        .compose(draft -> workers.executeBlocking(() -> screening.screen(draft), false));
  }

  /** Takes back that a comment was screened: who sends it again has not posted it before. */
  void forget(int site, UUID comment) {
    histories.forget(site, comment);
  }

  private static Read read(Submission submission) {
    Reading reading = Reading.of(submission.body());
    String html = Markdown.html(submission.body());
    return new Read(
        reading,
        reading.sketch(),
        Draft.domains(submission.site(), reading, Markdown.hosts(html), submission.url()),
        CommentLanguage.of(reading, submission.site().settings()),
        html);
  }

  private static Subject subject(Admitted admitted, UUID id, Read read, Instant at) {
    return new Subject(
        admitted.submission().site().id(),
        id,
        admitted.article().id(),
        admitted.parent().map(Parent::id),
        admitted.author().id(),
        admitted.submission().address(),
        read.reading().fingerprint(),
        read.sketch(),
        read.domains(),
        at);
  }

  /** The HTML a body would be shown as. */
  Future<String> preview(String body) {
    return workers.executeBlocking(() -> Markdown.html(body), false);
  }

  /** Kept here so that all that is random about a posting is made in one place. */
  static EditToken token(byte[] secret, Submission submission, UUID id) {
    return submission
        .idempotencyKey()
        .map(key -> EditToken.derived(secret, key + "/" + id))
        .orElseGet(EditToken::random);
  }
}
