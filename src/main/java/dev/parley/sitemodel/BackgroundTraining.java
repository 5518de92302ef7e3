package dev.parley.sitemodel;

import dev.parley.learning.LabelledExample;
import dev.parley.learning.TrainingRun;
import dev.parley.site.SiteSettings;
import dev.parley.sitemodel.SiteModelStore.Champion;
import dev.parley.sitemodel.TrainingRunStore.Progress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs training in the background, for one site at a time, on one thread of low priority. A run
 * starts when a site has enough new decisions and has rested from the last one. It is bounded in
 * examples and time; when it fails, the failure is logged and the site keeps its model.
 */
final class BackgroundTraining {
  private static final Logger log = LoggerFactory.getLogger(BackgroundTraining.class);

  /** After a failed run a site tries again when it has so many more decisions. */
  private static final int AFTER_FAILURE = 25;

  /**
   * After a run a site rests so many times as long as the run took: while decisions pour in, it
   * would otherwise train all the time, on nearly the same examples.
   */
  private static final int REST = 9;

  private static final long LONGEST_REST_MILLISECONDS = 60_000;

  /** How often to look whether another node's run has ended. */
  private static final long ASKED_AGAIN_AFTER_MILLISECONDS = 200;

  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor worker;
  private final SiteModelStore store;
  private final TrainingRunStore runs;
  private final RawExamples examples;
  private final ExampleTextCache texts;
  private final Clock clock;
  private final Function<Integer, Future<Void>> promoted;

  /** How many more decisions of a site to wait for before looking at it; absent: one. */
  private final Map<Integer, Integer> missing = new HashMap<>();

  private Future<Void> tail = Future.succeededFuture();

  /** Completes when no site rests any more. */
  private Future<Void> rests = Future.succeededFuture();

  BackgroundTraining(
      Vertx vertx,
      WorkerExecutor worker,
      SiteModelStore store,
      TrainingRunStore runs,
      RawExamples examples,
      BaseModel shipped,
      Clock clock,
      Function<Integer, Future<Void>> promoted) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.worker = worker;
    this.store = store;
    this.runs = runs;
    this.examples = examples;
    this.texts = new ExampleTextCache(shipped);
    this.clock = clock;
    this.promoted = promoted;
  }

  /** Counts a decision or a label of a site. */
  synchronized void onDecision(int site) {
    int left = missing.merge(site, -1, (before, less) -> before + less);
    if (left == 0 || left == -1) {
      queue(site, Urgency.WHEN_DUE);
    }
  }

  /** When a site trains. */
  private enum Urgency {
    /** When enough is new. */
    WHEN_DUE,
    /** However little is new, unless another node is training this site. */
    UNLESS_UNDER_WAY,
    /** However little is new, after another node's run if there is one. */
    NOW
  }

  /** Trains however little is new, unless another node does. Answers whether it trained. */
  synchronized Future<Boolean> unlessUnderWay(int site) {
    return queue(site, Urgency.UNLESS_UNDER_WAY);
  }

  /** Trains on everything decided until now, however little is new. Answers whether it trained. */
  synchronized Future<Boolean> now(int site) {
    return queue(site, Urgency.NOW);
  }

  private synchronized Future<Boolean> queue(int site, Urgency urgency) {
    Future<Boolean> trained =
        tail.compose(before -> onContext(site, urgency))
            .recover(
                failure -> {
                  log.warn("Training failed for site {}; it keeps its model", site, failure);
                  wait(site, AFTER_FAILURE);
                  return Future.succeededFuture(false);
                });
    tail = trained.mapEmpty();
    return trained;
  }

  private Future<Boolean> onContext(int site, Urgency urgency) {
    Promise<Boolean> done = Promise.promise();
    context.runOnContext(
        run ->
            Future.<Void>succeededFuture()
                .compose(start -> consider(site, urgency))
                .onComplete(done));
    return done.future();
  }

  private synchronized void wait(int site, int decisions) {
    missing.put(site, decisions);
  }

  /** Answers whether it trained. */
  private Future<Boolean> consider(int site, Urgency urgency) {
    // The count below may or may not include decisions from here on: settle() counts them again.
    wait(site, Integer.MAX_VALUE);
    return runs.progress(site)
        .compose(
            progress -> {
              int left = TrainingRun.due(progress.before()) - progress.since();
              if (left > 0 && urgency == Urgency.WHEN_DUE) {
                settle(site, left);
                return Future.succeededFuture(false);
              }
              return lease(site, progress, urgency);
            });
  }

  /** Waits for so many more decisions, less those that came meanwhile. */
  private synchronized void settle(int site, int left) {
    int meanwhile = Integer.MAX_VALUE - missing.getOrDefault(site, Integer.MAX_VALUE);
    if (left > meanwhile) {
      missing.put(site, left - meanwhile);
    } else {
      missing.remove(site);
      queue(site, Urgency.WHEN_DUE);
    }
  }

  private Future<Boolean> lease(int site, Progress progress, Urgency urgency) {
    Instant began = clock.instant();
    return runs.lease(site, began)
        .compose(
            ours -> {
              if (!ours && urgency == Urgency.NOW) {
                return vertx
                    .timer(ASKED_AGAIN_AFTER_MILLISECONDS, TimeUnit.MILLISECONDS)
                    .compose(later -> consider(site, urgency));
              }
              if (!ours) {
                settle(site, TrainingRun.due(progress.before()));
                return Future.succeededFuture(false);
              }
              return train(site, began)
                  .recover(failure -> runs.release(site).transform(any -> fail(failure)))
                  .map(true);
            });
  }

  private static Future<Void> fail(Throwable failure) {
    return Future.failedFuture(failure);
  }

  private Future<Void> train(int site, Instant began) {
    long start = System.nanoTime();
    // First, so that labels do not pile up where runs fail.
    return runs.forget(site)
        .compose(forgotten -> runs.mark(site))
        .compose(
            mark ->
                runs.settings(site)
                    .compose(settings -> train(site, settings, began))
                    .compose(
                        decisions ->
                            runs.finish(site, decisions, mark)
                                .onSuccess(done -> rest(site, decisions, start))));
  }

  /** What is decided meanwhile counts. */
  private synchronized void rest(int site, int decisions, long start) {
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long rest = Math.min(Math.max(1, REST * took), LONGEST_REST_MILLISECONDS);
    Future<Void> rested =
        vertx
            .timer(rest, TimeUnit.MILLISECONDS)
            .onSuccess(over -> settle(site, TrainingRun.due(decisions)))
            .mapEmpty();
    rests = rests.compose(before -> rested);
  }

  private Future<Integer> train(int site, SiteSettings settings, Instant began) {
    return examples
        .latest(site)
        .compose(
            raw ->
                store
                    .toBeat(site)
                    .compose(champion -> train(site, champion, settings, raw, began)));
  }

  private Future<Integer> train(
      int site, Champion champion, SiteSettings settings, List<RawExample> raw, Instant began) {
    if (raw.size() < TrainingRun.LEAST_EXAMPLES) {
      return Future.succeededFuture(raw.size());
    }
    return store
        .next(site)
        .compose(next -> worker.executeBlocking(() -> learn(champion, settings, raw, next)))
        .compose(trained -> keep(site, champion, trained, began))
        .map(raw.size());
  }

  /** The result of a run, with its model card. */
  private record Trained(TrainingRun.Result result, JsonObject card) {}

  private Trained learn(Champion champion, SiteSettings settings, List<RawExample> raw, int next) {
    return Unhurried.of(
        vertx,
        limit -> {
          List<LabelledExample> read = raw.stream().map(one -> texts.read(one, settings)).toList();
          limit.learning();
          TrainingRun.Result result =
              TrainingRun.of(
                  read, champion.model(), champion.chosen(), SiteThresholds.of(settings), next);
          return new Trained(result, ModelCard.of(read, result));
        });
  }

  private Future<Void> keep(int site, Champion champion, Trained trained, Instant began) {
    if (trained.result().outcomes().isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .keep(site, champion, trained.result(), trained.card(), began)
        .compose(
            isChampion -> {
              log.info(
                  "Site {} has learnt model {}: {}",
                  site,
                  trained.result().challenger().version(),
                  trained.card().getJsonObject("attributes").encode());
              return isChampion ? promoted.apply(site) : Future.succeededFuture();
            });
  }

  /** Completes once every decision counted so far has been considered, and no site rests. */
  synchronized Future<Void> done() {
    Future<Void> last = tail;
    return last.compose(trained -> rested())
        .compose(
            rested -> {
              synchronized (this) {
                return last == tail ? Future.succeededFuture() : done();
              }
            });
  }

  private synchronized Future<Void> rested() {
    return rests;
  }
}
