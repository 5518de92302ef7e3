package dev.parley.screening;

import dev.parley.comment.CommentLanguage;
import dev.parley.encoder.Encoder;
import dev.parley.encoder.EncoderUnavailable;
import dev.parley.loop.Loop;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.model.Opinion.Band;
import dev.parley.model.Scores;
import dev.parley.opinion.NoOpinion;
import dev.parley.opinion.OwnModel;
import dev.parley.text.LanguagePart;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a sentence encoder about texts that the fast models doubt, on a bounded number of threads,
 * with a bounded queue and a time budget. When no answer comes, the caller learns why and holds the
 * comment.
 */
public final class SecondOpinions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecondOpinions.class);

  private static final Duration LONGEST_LOADING = Duration.ofSeconds(5);

  /** The most texts that may wait. */
  private static final int MOST_WAITING = 64;

  private static final double LIKELIER_THAN_NOT = 0.5;

  /** When to ask for a second opinion. */
  public enum When {
    /** For texts whose score lies where the fast models are in doubt. */
    AUTO,
    /** For every text in a language the encoder knows. */
    ALWAYS,
    /** Never: the fast models decide alone. */
    NEVER
  }

  /** A second opinion that was asked for and did not come. */
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswer(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Turns a text into a vector. */
  interface Encoding extends AutoCloseable {
    float[] encode(String text) throws Exception;

    @Override
    default void close() {}
  }

  /**
   * Where fast models without bands of their own are in doubt of toxicity, for {@link When#AUTO}
   * and a model of the operator's.
   */
  private static final Band DOUBT = new Band(0.3, 0.9);

  private final When when;
  private final Duration budget;
  private final Optional<OwnModel> own;
  private final ThreadPoolExecutor threads;
  private final java.util.concurrent.Future<Encoding> encoding;

  SecondOpinions(When when, int threads, Duration budget, Callable<Encoding> loading) {
    this(when, threads, budget, Optional.empty(), loading);
  }

  private SecondOpinions(
      When when, int threads, Duration budget, Optional<OwnModel> own, Callable<Encoding> loading) {
    this.when = when;
    this.budget = budget;
    this.own = own;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "second-opinion");
              thread.setDaemon(true);
              return thread;
            });
    this.threads.allowCoreThreadTimeOut(true);
    // Loading takes half a second; the service starts meanwhile.
    this.encoding =
        when == When.NEVER || own.isPresent()
            ? this.threads.submit(() -> text -> new float[0])
            : this.threads.submit(loading);
  }

  /**
   * The encoder that comes with Parley. On a platform without its native library, the fast models
   * decide alone.
   *
   * @param budget the time a text may take, including waiting
   */
  public static SecondOpinions of(When when, int threads, Duration budget) {
    When possible =
        Encoder.runsOn(System.getProperty("os.name"), System.getProperty("os.arch"))
            ? when
            : When.NEVER;
    return new SecondOpinions(possible, threads, budget, SecondOpinions::load);
  }

  /**
   * A model of the operator's in the place of the encoder. It is also asked, whatever {@code when}
   * says, about texts in languages that no fast model knows.
   */
  public static SecondOpinions by(OwnModel own, When when, Duration budget) {
    return new SecondOpinions(when, 1, budget, Optional.of(own), SecondOpinions::load);
  }

  /** No second opinions. */
  public static SecondOpinions never() {
    return new SecondOpinions(When.NEVER, 1, Duration.ZERO, SecondOpinions::load);
  }

  private static Encoding load() throws EncoderUnavailable {
    Encoder encoder = Encoder.load();
    return new Encoding() {
      @Override
      public float[] encode(String text) {
        return encoder.encode(text);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }

  /**
   * The scores of the fast models: in the detected language or, if the site does not expect that
   * one or parts of the text are in others, in whichever language it scores worse.
   */
  static Scores first(Models models, Features features, CommentLanguage language) {
    Scores likeliest = models.score(features, language.code());
    if (language.otherwise().isEmpty() && language.parts().isEmpty()) {
      return likeliest;
    }
    Scores worst = likeliest;
    if (likeliest.of(Attribute.TOXICITY).isPresent()) {
      worst =
          language
              .otherwise()
              .map(own -> models.score(features, own))
              .filter(own -> toxicity(own) > toxicity(likeliest))
              .orElse(likeliest);
    }
    for (LanguagePart part : language.parts()) {
      Scores own = models.score(Reading.of(part.text()), part.language());
      // A harmless part says nothing about a text in a language without a model.
      if (toxicity(own) > Math.max(toxicity(worst), least(worst))) {
        worst = own.with(Attribute.SPAM, likeliest);
      }
    }
    return worst;
  }

  private static double toxicity(Scores scores) {
    return scores.of(Attribute.TOXICITY).orElse(0);
  }

  private static double least(Scores scores) {
    return scores.of(Attribute.TOXICITY).isPresent() ? 0 : LIKELIER_THAN_NOT;
  }

  /** Whether these scores of the fast models call for a second opinion. */
  boolean asks(Models models, Scores fast, CommentLanguage language) {
    // Whoever reads the whole text does not see the part that scores worst.
    boolean ofPart =
        !language.parts().isEmpty()
            && !fast.language().equals(language.code())
            && !language.otherwise().equals(Optional.of(fast.language()));
    return !ofPart && (own.isPresent() ? asksOwn(models, fast) : asksEncoder(models, fast));
  }

  private boolean asksOwn(Models models, Scores fast) {
    OptionalDouble toxicity = fast.of(Attribute.TOXICITY);
    if (toxicity.isEmpty()) {
      return true;
    }
    return switch (when) {
      case NEVER -> false;
      case AUTO ->
          models.knowsMore(fast) ? models.doubts(fast) : DOUBT.holds(toxicity.getAsDouble());
      case ALWAYS -> true;
    };
  }

  private boolean asksEncoder(Models models, Scores fast) {
    return switch (when) {
      case NEVER -> false;
      case AUTO -> models.doubts(fast);
      case ALWAYS -> models.knowsMore(fast);
    };
  }

  /**
   * A second opinion on a text within the time budget. Fails with {@link NoAnswer}. The result
   * arrives on the caller's event loop, and no thread waits for it meanwhile.
   *
   * @param language the language that the fast models took the text for
   */
  Future<Reconsidering> ask(Models models, Reading reading, String language) {
    return own.isPresent()
        ? ask(own.get(), reading, language)
        : ask(reading).map(vector -> Reconsidering.by(models, vector));
  }

  private Future<Reconsidering> ask(OwnModel model, Reading reading, String language) {
    return Loop.here(model.score(reading.original(), language))
        .timeout(Math.max(1, budget.toMillis()), TimeUnit.MILLISECONDS)
        .map(given -> Reconsidering.by(model, given))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof NoOpinion known
                        ? new NoAnswer(String.valueOf(known.getMessage()), known)
                        : noAnswer(failure)));
  }

  /**
   * The encoder's judgement of a text within the time budget. Fails with {@link NoAnswer}. The
   * result arrives on the caller's event loop, and no other thread waits for it meanwhile.
   */
  Future<float[]> ask(Reading reading) {
    CompletableFuture<float[]> answer = new CompletableFuture<>();
    FutureTask<@Nullable Void> task = new FutureTask<>(() -> answer(reading, answer), null);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException full) {
      return Future.failedFuture(new NoAnswer("too many texts are waiting for one", full));
    }
    return Loop.here(answer)
        .timeout(Math.max(1, budget.toMillis()), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              // Nobody waits for this one any more, so it must not take the place of another.
              task.cancel(true);
              threads.remove(task);
              return Future.failedFuture(noAnswer(failure));
            });
  }

  private void answer(Reading reading, CompletableFuture<float[]> answer) {
    try {
      answer.complete(encoding.get().encode(reading.normalized()));
    } catch (Exception | LinkageError failure) {
      answer.completeExceptionally(failure);
    }
  }

  private NoAnswer noAnswer(Throwable failure) {
    return failure instanceof TimeoutException
        ? new NoAnswer(
            String.format(Locale.ROOT, "it took more than %d ms", budget.toMillis()), failure)
        : new NoAnswer("the sentence encoder cannot run", failure);
  }

  /**
   * The scores of a text for training, second opinion included. This runs on the caller's thread,
   * so that posts keep theirs, and without a time budget. Fails when the encoder cannot run.
   */
  public Scores scores(
      Models models, Reading reading, Features features, CommentLanguage language) {
    Scores fast = first(models, features, language);
    if (!asks(models, fast, language)) {
      return fast;
    }
    try {
      return now(models, reading, fast.language()).scores().apply(features, fast);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while a second opinion was given");
    } catch (Exception failure) {
      throw new IllegalStateException("No second opinion came for an example", failure);
    }
  }

  private Reconsidering now(Models models, Reading reading, String language) throws Exception {
    return own.isPresent()
        ? Reconsidering.by(
            own.get(),
            own.get()
                .score(reading.original(), language)
                .toCompletionStage()
                .toCompletableFuture()
                .get())
        : Reconsidering.by(models, encoding.get().encode(reading.normalized()));
  }

  /** The version of the models and the encoder together, on which a site's own model is based. */
  public String version(Models models) {
    return models.version()
        + "+"
        + when.name().toLowerCase(Locale.ROOT)
        + own.map(model -> "+" + model.version()).orElse("");
  }

  /** Stops giving second opinions, and frees the encoder's memory as soon as it is loaded. */
  @Override
  public void close() {
    threads.shutdownNow();
    own.ifPresent(OwnModel::close);
    try {
      encoding.get(LONGEST_LOADING.toMillis(), TimeUnit.MILLISECONDS).close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception notOpen) {
      log.debug("There is no encoder to close", notOpen);
    }
  }
}
