package dev.parley.sitemodel;

import dev.parley.learning.LabelledExample;
import dev.parley.learning.SiteModel;
import dev.parley.learning.Thresholds;
import dev.parley.learning.TrainingRun;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from what moderators decided elsewhere, once an archive has come in. The model stays in
 * the shadow: what it would have done with the archive's last decisions, which it has not seen,
 * stands on its card, and it acts when an administrator chooses it.
 */
final class ArchiveTraining {
  private static final Logger log = LoggerFactory.getLogger(ArchiveTraining.class);

  /** The last decisions, which are kept from the model; of a small archive a fifth. */
  private static final int MOST_UNSEEN = 1_000;

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final SiteModelStore store;
  private final TrainingRunStore runs;
  private final ArchiveExamples examples;
  private final ExampleTextCache texts;
  private final Clock clock;
  private Future<Void> tail = Future.succeededFuture();

  ArchiveTraining(
      Vertx vertx,
      WorkerExecutor worker,
      SiteModelStore store,
      TrainingRunStore runs,
      ArchiveExamples examples,
      BaseModel shipped,
      Clock clock) {
    this.vertx = vertx;
    this.worker = worker;
    this.store = store;
    this.runs = runs;
    this.examples = examples;
    this.texts = new ExampleTextCache(shipped);
    this.clock = clock;
  }

  /** Learns from a site's archive after what is under way. A failure is logged. */
  synchronized void learn(int site) {
    tail =
        tail.compose(before -> train(site))
            .otherwise(
                failure -> {
                  log.warn("Nothing was learnt from the archive of site {}", site, failure);
                  return null;
                });
  }

  /** Completes when all that was begun has ended. */
  synchronized Future<Void> done() {
    return tail;
  }

  private Future<Void> train(int site) {
    return examples
        .latest(site)
        .compose(
            raw ->
                raw.size() < 2 * TrainingRun.LEAST_EXAMPLES
                    ? Future.succeededFuture()
                    : runs.settings(site).compose(settings -> train(site, settings, raw)));
  }

  private Future<Void> train(int site, SiteSettings settings, List<RawExample> raw) {
    return store
        .toBeat(site)
        .compose(
            present ->
                store
                    .next(site)
                    .compose(
                        next ->
                            worker.executeBlocking(
                                () -> learn(present.model(), settings, raw, next)))
                    .compose(
                        learnt ->
                            learnt.isEmpty()
                                ? Future.succeededFuture()
                                : store.keepShadow(
                                    site,
                                    learnt.get().model(),
                                    learnt.get().card(),
                                    clock.instant())));
  }

  private record Learnt(SiteModel model, JsonObject card) {}

  /** Empty when the archive has too little of every attribute. */
  private Optional<Learnt> learn(
      SiteModel present, SiteSettings settings, List<RawExample> raw, int next) {
    return Unhurried.of(
        vertx,
        limit -> {
          List<LabelledExample> read = raw.stream().map(one -> texts.read(one, settings)).toList();
          limit.learning();
          int seen = read.size() - Math.min(MOST_UNSEEN, read.size() / 5);
          Thresholds thresholds = SiteThresholds.of(settings);
          TrainingRun.Result result =
              TrainingRun.of(
                  read.subList(0, seen), SiteModel.SHIPPED, Optional.empty(), thresholds, next);
          if (result.outcomes().isEmpty()) {
            return Optional.empty();
          }
          List<LabelledExample> unseen = read.subList(seen, read.size());
          SiteModel shadow = result.challenger();
          JsonObject card =
              ModelCard.of(read.subList(0, seen), result)
                  .put("unseen", ModelCard.unseen(unseen, shadow, present, thresholds));
          return Optional.of(new Learnt(shadow, card));
        });
  }
}
