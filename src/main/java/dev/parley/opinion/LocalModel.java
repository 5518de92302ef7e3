package dev.parley.opinion;

import dev.parley.encoder.EncoderUnavailable;
import dev.parley.encoder.TextClassifier;
import dev.parley.model.Attribute;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A text classifier in a folder: {@code model.onnx}, {@code tokenizer.json}, and {@code
 * config.json} where the classes have names. It runs on threads of its own.
 */
public final class LocalModel implements OwnModel {
  /** The most texts that may wait or be read. */
  private static final int MOST_ASKED = 64;

  private final TextClassifier classifier;
  private final Labels labels;
  private final WorkerExecutor threads;
  private final Duration budget;
  private final String version;
  private final AtomicInteger asked = new AtomicInteger();

  private LocalModel(
      TextClassifier classifier,
      Labels labels,
      WorkerExecutor threads,
      Duration budget,
      String version) {
    this.classifier = classifier;
    this.labels = labels;
    this.threads = threads;
    this.budget = budget;
    this.version = version;
  }

  /**
   * Loads the model in a folder and reads a word with it.
   *
   * @param budget the time a text may take, waiting included
   * @throws NoOpinion with a sentence when it cannot be used
   */
  public static LocalModel in(Path folder, Vertx vertx, int threads, Duration budget)
      throws NoOpinion {
    try {
      TextClassifier classifier = TextClassifier.in(folder);
      Path file = folder.resolve("config.json");
      Optional<JsonObject> config =
          Files.exists(file)
              ? Optional.of(new JsonObject(Buffer.buffer(Files.readAllBytes(file))))
              : Optional.empty();
      return new LocalModel(
          classifier,
          Labels.of(config, classifier.classes("a").length),
          vertx.createSharedWorkerExecutor("own-model", threads),
          budget,
          Versions.of(
              Files.readAllBytes(folder.resolve("model.onnx")),
              Files.readAllBytes(folder.resolve("tokenizer.json"))));
    } catch (EncoderUnavailable | IOException | RuntimeException failure) {
      throw new NoOpinion(String.valueOf(failure.getMessage()), failure);
    }
  }

  @Override
  public Future<Map<Attribute, Double>> score(String text, String language) {
    if (asked.incrementAndGet() > MOST_ASKED) {
      asked.decrementAndGet();
      return Future.failedFuture(new NoOpinion("too many texts are waiting for one"));
    }
    long begun = System.nanoTime();
    return threads
        .executeBlocking(() -> read(text, begun), false)
        .onComplete(done -> asked.decrementAndGet())
        .timeout(budget.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(told(failure)));
  }

  private Map<Attribute, Double> read(String text, long begun) throws TimeoutException {
    if (System.nanoTime() - begun > budget.toNanos()) {
      // Nobody waits for this one any more, so it must not take the time of another.
      throw new TimeoutException();
    }
    return labels.scores(classifier.classes(text));
  }

  private NoOpinion told(Throwable failure) {
    return failure instanceof TimeoutException
        ? new NoOpinion("it took more than " + budget.toMillis() + " ms", failure)
        : new NoOpinion("the model cannot run", failure);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    threads.close();
    classifier.close();
  }
}
