package dev.parley.sitemodel;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.database.Database;
import dev.parley.learning.Byline;
import dev.parley.learning.ModelInput;
import dev.parley.learning.SiteModel;
import dev.parley.loop.Loop;
import dev.parley.model.Scores;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import dev.parley.publish.CaseEvent.Decided;
import dev.parley.publish.CaseEvent.ModelChosen;
import dev.parley.sitemodel.SiteModelStore.Champion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of all sites. Each node caches the champions it needs; another node tells it of a new
 * champion, and it looks again after some seconds anyway. When a model cannot be used, comments get
 * the scores of the shipped models and wait for a moderator, because the shipped models may approve
 * what the site has learnt to hold. Safe for several threads.
 */
public final class SiteModels implements SiteScores {
  /** For the metrics: the models that act or look on, and how old they are; 200 at most. */
  public static final String FIGURES =
      """
      select slug as site, version::text as version,
        state as mode,
        greatest(extract(epoch from now() - house_model.created_at), 0)::float8 as age_seconds
      from house_model join site on site.id = site_id
      where state in ('champion', 'shadow') order by house_model.created_at desc limit 200
      """;

  private static final Logger log = LoggerFactory.getLogger(SiteModels.class);
  private static final Duration REFRESHED_AFTER = Duration.ofSeconds(10);

  /** After a run that failed, or that another node held. */
  private static final Duration RELEARNT_AGAIN_AFTER = Duration.ofMinutes(10);

  /** A comment waits at most so long for its site's model. */
  private static final long PATIENCE_MILLISECONDS = 2_000;

  private final SiteModelStore store;
  private final BackgroundTraining training;
  private final ArchiveTraining archives;
  private final ExternalLabels labels;
  private final Announcer announcer;
  private final Clock clock;
  private final AsyncLoadingCache<Integer, Champion> champions;

  /** Sites that this node has trained again because their model was outdated or damaged. */
  private final Set<Integer> relearnt = ConcurrentHashMap.newKeySet();

  /** Sites where this node has tried that lately. */
  private final Cache<Integer, Boolean> relearning =
      Caffeine.newBuilder().expireAfterWrite(RELEARNT_AGAIN_AFTER).build();

  /**
   * @param base the version of the shipped models
   * @param shipped their scores
   * @param promotions notes which models won their trial
   */
  public SiteModels(
      Vertx vertx,
      Database database,
      String base,
      BaseModel shipped,
      Bus bus,
      Announcer announcer,
      Promotions promotions,
      Clock clock) {
    this.announcer = announcer;
    this.clock = clock;
    this.store = new SiteModelStore(database, base, promotions);
    WorkerExecutor worker =
        vertx.createSharedWorkerExecutor(
            "training",
            1,
            2 * (Unhurried.LONGEST_READING_MILLISECONDS + Unhurried.LONGEST_LEARNING_MILLISECONDS),
            TimeUnit.MILLISECONDS);
    TrainingRunStore runs = new TrainingRunStore(database);
    this.archives =
        new ArchiveTraining(
            vertx, worker, store, runs, new ArchiveExamples(database), shipped, clock);
    this.training =
        new BackgroundTraining(
            vertx, worker, store, runs, new RawExamples(database), shipped, clock, this::promoted);
    this.labels = new ExternalLabels(database, this);
    this.champions =
        Caffeine.newBuilder()
            .maximumSize(1_000)
            .refreshAfterWrite(REFRESHED_AFTER)
            .buildAsync(new Loader());
    bus.onCaseEvent(this::hear);
    bus.onLost(() -> champions.asMap().keySet().forEach(champions.synchronous()::refresh));
  }

  /** Reads champions; a reload reads the weights only if the version has changed. */
  private final class Loader implements AsyncCacheLoader<Integer, Champion> {
    @Override
    public CompletableFuture<Champion> asyncLoad(Integer site, Executor executor) {
      return stage(store.champion(site), site);
    }

    @Override
    public CompletableFuture<Champion> asyncReload(Integer site, Champion old, Executor executor) {
      return stage(store.champion(site, old), site);
    }

    private CompletableFuture<Champion> stage(Future<Champion> champion, int site) {
      return champion
          .onSuccess(
              found -> {
                if (found.outdated()) {
                  relearn(site, "Model " + found.version() + " was learnt on other shipped models");
                }
              })
          .onFailure(
              failure -> {
                if (failure instanceof SiteModelStore.Unreadable) {
                  relearn(site, failure.toString());
                }
              })
          .toCompletionStage()
          .toCompletableFuture();
    }
  }

  private void relearn(int site, String why) {
    if (!relearnt.contains(site) && relearning.asMap().putIfAbsent(site, Boolean.TRUE) == null) {
      log.info("Training site {} again: {}", site, why);
      training
          .unlessUnderWay(site)
          .onSuccess(
              trained -> {
                if (trained) {
                  relearnt.add(site);
                }
              });
    }
  }

  private void hear(CaseEvent event) {
    if (event instanceof ModelChosen) {
      champions.synchronous().refresh(event.site());
    } else if (event instanceof Decided) {
      onDecision(event.site());
    }
  }

  /** Counts a decision or a label of a site, for training. */
  void onDecision(int site) {
    training.onDecision(site);
  }

  @Override
  public Future<Rescorer> on(int site) {
    CompletableFuture<Champion> kept = champions.get(site);
    if (kept.isDone() && !kept.isCompletedExceptionally()) {
      return Future.succeededFuture(rescorer(site, kept.join().model()));
    }
    return Loop.here(kept)
        .timeout(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)
        .map(champion -> rescorer(site, champion.model()))
        .otherwise(failure -> unavailable(site, failure));
  }

  private static Rescorer rescorer(int site, SiteModel model) {
    if (model.version() == 0) {
      return Rescorer.SHIPPED;
    }
    return (reading, author, features, shipped) -> {
      Optional<Byline> byline = Bylines.of(author);
      try {
        Scores own = model.scores(ModelInput.of(reading, byline, features, shipped));
        return new Rescored(
            own, model.version(), model.additions(shipped, byline), Optional.empty());
      } catch (RuntimeException failed) {
        return unavailable(site, failed).rescored(reading, author, features, shipped);
      }
    };
  }

  private static Rescorer unavailable(int site, Throwable failure) {
    boolean late = failure instanceof TimeoutException;
    if (!late) {
      log.warn("The model of site {} cannot be used: {}", site, failure.toString());
    }
    String why =
        late ? "it took longer than " + PATIENCE_MILLISECONDS / 1_000 + " s" : "it cannot be read";
    return (reading, author, features, shipped) -> Rescored.unavailable(shipped, why);
  }

  private Future<Void> promoted(int site) {
    return store
        .champion(site)
        .map(
            champion -> {
              champions.synchronous().put(site, champion);
              announcer.announce(Changes.of(new ModelChosen(site, champion.version())));
              return null;
            });
  }

  /** All versions of a site as JSON, the latest first; one is marked as champion. */
  public Future<JsonArray> models(int site) {
    return store.all(site).map(all -> all.isEmpty() ? store.shippedAlone() : all);
  }

  /**
   * Makes a version champion, as an administrator has chosen; 0 is the shipped models alone. It
   * stays champion until a challenger beats it on decisions made from now on. Answers the version
   * it replaces.
   *
   * <p>Fails with {@code NOT_FOUND}, or with {@code CONFLICT} for a version that was learnt on
   * other shipped models.
   */
  public Future<Integer> choose(int site, int version, Note note) {
    return store
        .choose(site, version, clock.instant(), note)
        .compose(before -> promoted(site).map(before));
  }

  /** Writes the log entry of a choice, in its transaction. */
  public interface Note {
    Future<Void> write(SqlConnection tx, Succession succession);
  }

  /** Writes the log entry of a model that has won its trial, in the same transaction. */
  public interface Promotions {
    Future<Void> note(SqlConnection tx, int site, Succession succession);
  }

  /** Labels from outside, which sites learn from too. */
  public ExternalLabels labels() {
    return labels;
  }

  /** Trains a site, however little is new, after a run that is under way. */
  public Future<Void> relearn(int site) {
    training.now(site);
    return training.done();
  }

  /** Learns, in the shadow, from what moderators decided before an archive came here. */
  public void learnFromArchive(int site) {
    archives.learn(site);
  }

  /** Completes once training has considered everything decided until now, and every archive. */
  public Future<Void> learnt() {
    return archives.done().compose(archive -> training.done());
  }
}
