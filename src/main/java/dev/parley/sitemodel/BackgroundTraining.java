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
 * Training in the background: one site at a time on one thread of low priority, when enough was
 * decided since the last time. Bounded in rows and time; a failure is logged and costs nothing but
 * the round.
 */
final class BackgroundTraining {
  private static final Logger log = LoggerFactory.getLogger(BackgroundTraining.class);
  private static final long LONGEST_MILLISECONDS = 60_000;

  /** Second opinions of texts that were never read before; what was read stays known. */
  private static final long LONGEST_READING_MILLISECONDS = 240_000;

  /** After a failed round so much must be heard before the next try. */
  private static final int AFTER_FAILURE = 25;

  /** How long whoever waits for another node's round lets pass before looking again. */
  private static final long ASKED_AGAIN_AFTER_MILLISECONDS = 200;

  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor worker;
  private final SiteModelStore store;
  private final TrainingRunStore rounds;
  private final RawExamples lessons;
  private final ExampleTextCache texts;
  private final Clock clock;
  private final Function<Integer, Future<Void>> promoted;

  /** How much more must be heard of a site before it is worth a look; absent: one. */
  private final Map<Integer, Integer> missing = new HashMap<>();

  private Future<Void> tail = Future.succeededFuture();

  BackgroundTraining(
      Vertx vertx,
      SiteModelStore store,
      TrainingRunStore rounds,
      RawExamples lessons,
      BaseModel shipped,
      Clock clock,
      Function<Integer, Future<Void>> promoted) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.worker =
        vertx.createSharedWorkerExecutor(
            "training",
            1,
            2 * (LONGEST_READING_MILLISECONDS + LONGEST_MILLISECONDS),
            TimeUnit.MILLISECONDS);
    this.store = store;
    this.rounds = rounds;
    this.lessons = lessons;
    this.texts = new ExampleTextCache(shipped);
    this.clock = clock;
    this.promoted = promoted;
  }

  /** Hears that something was decided. */
  synchronized void heard(int site) {
    int left = missing.merge(site, -1, (before, less) -> before + less);
    if (left == 0 || left == -1) {
      queue(site, Urgency.WHEN_DUE);
    }
  }

  /** When a round is held. */
  private enum Urgency {
    /** Once enough is new. */
    WHEN_DUE,
    /** However little is new, unless another node is at it. */
    UNLESS_UNDER_WAY,
    /** However little is new, after the round another node may be at. */
    NOW
  }

  /** Learns, however little is new, unless another node does. Answers whether it came to that. */
  synchronized Future<Boolean> unlessUnderWay(int site) {
    return queue(site, Urgency.UNLESS_UNDER_WAY);
  }

  /** Learns, however little is new, and from all that is decided until now. */
  synchronized Future<Boolean> now(int site) {
    return queue(site, Urgency.NOW);
  }

  private synchronized Future<Boolean> queue(int site, Urgency urgency) {
    Future<Boolean> held =
        tail.compose(before -> onContext(site, urgency))
            .recover(
                failure -> {
                  log.warn("Site {} could not learn from its decisions", site, failure);
                  wait(site, AFTER_FAILURE);
                  return Future.succeededFuture(false);
                });
    tail = held.mapEmpty();
    return held;
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

  /** Whether a round was held. */
  private Future<Boolean> consider(int site, Urgency urgency) {
    // What is heard from here on may or may not be counted below: it is counted again.
    wait(site, Integer.MAX_VALUE);
    return rounds
        .progress(site)
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

  /** Waits for so many more, less those heard of meanwhile. */
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
    return rounds
        .lease(site, began)
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
              return round(site, began)
                  .recover(failure -> rounds.release(site).transform(any -> fail(failure)))
                  .map(true);
            });
  }

  private static Future<Void> fail(Throwable failure) {
    return Future.failedFuture(failure);
  }

  private Future<Void> round(int site, Instant began) {
    // First, so that labels do not pile up where rounds fail.
    return rounds
        .forget(site)
        .compose(forgotten -> rounds.mark(site))
        .compose(
            mark ->
                rounds
                    .settings(site)
                    .compose(settings -> round(site, settings, began))
                    .compose(
                        decisions ->
                            rounds
                                .finish(site, decisions, mark)
                                .onSuccess(done -> settle(site, TrainingRun.due(decisions)))));
  }

  private Future<Integer> round(int site, SiteSettings settings, Instant began) {
    return lessons
        .latest(site)
        .compose(
            told ->
                store
                    .toBeat(site)
                    .compose(champion -> round(site, champion, settings, told, began)));
  }

  private Future<Integer> round(
      int site, Champion champion, SiteSettings settings, List<RawExample> told, Instant began) {
    if (told.size() < TrainingRun.LEAST_EXAMPLES) {
      return Future.succeededFuture(told.size());
    }
    return store
        .next(site)
        .compose(next -> worker.executeBlocking(() -> hold(champion, settings, told, next)))
        .compose(held -> keep(site, champion, held, began))
        .map(told.size());
  }

  /** What a round comes to, with its card. */
  private record Held(TrainingRun.Result result, JsonObject card) {}

  // A hint to the scheduler: nothing depends on it.
  @SuppressWarnings("ThreadPriorityCheck")
  private Held hold(Champion champion, SiteSettings settings, List<RawExample> told, int next) {
    Thread thread = Thread.currentThread();
    int priority = thread.getPriority();
    thread.setPriority(Thread.MIN_PRIORITY);
    long late = vertx.setTimer(LONGEST_READING_MILLISECONDS, timer -> thread.interrupt());
    try {
      List<LabelledExample> read = told.stream().map(one -> texts.lesson(one, settings)).toList();
      vertx.cancelTimer(late);
      late = vertx.setTimer(LONGEST_MILLISECONDS, timer -> thread.interrupt());
      TrainingRun.Result result =
          TrainingRun.hold(
              read, champion.model(), champion.chosen(), SiteThresholds.of(settings), next);
      return new Held(result, ModelCard.of(read, result));
    } finally {
      vertx.cancelTimer(late);
      thread.setPriority(priority);
      // The timer may have been faster: the next task must not find the thread interrupted.
      Thread.interrupted();
    }
  }

  private Future<Void> keep(int site, Champion champion, Held held, Instant began) {
    if (held.result().outcomes().isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .keep(site, champion, held.result(), held.card(), began)
        .compose(
            isChampion -> {
              log.info(
                  "Site {} has learnt model {}: {}",
                  site,
                  held.result().challenger().version(),
                  held.card().getJsonObject("attributes").encode());
              return isChampion ? promoted.apply(site) : Future.succeededFuture();
            });
  }

  /** Completes once all that was heard of is dealt with. */
  synchronized Future<Void> done() {
    Future<Void> last = tail;
    return last.compose(
        done -> {
          synchronized (this) {
            return last == tail ? Future.succeededFuture() : done();
          }
        });
  }
}
