package dev.parley.sitemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.learning.Wordings;
import dev.parley.model.Attribute;
import dev.parley.model.Scores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Training runs on stored labels, with a stand-in for the shipped models. */
class BackgroundTrainingTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final int id = await(parley.service().sites().get(site.slug())).id();
  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, parley.service().databaseUrl(), 2);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void label(int count) {
    label(0, count);
  }

  private void label(int from, int to) {
    Wordings wordings = new Wordings(from + 1);
    for (int i = from; i < to; i++) {
      await(
          database
              .pool()
              .preparedQuery(
                  """
                  insert into label (site_id, attribute, key, value, text, origin, created_at)
                  values ($1, 'spam', $2, $3, $4, 'someone', now())
                  """)
              .execute(Tuple.of(id, "text " + i, i % 2 == 0, wordings.of(i % 2 == 0))));
    }
  }

  private BackgroundTraining training(BaseModel shipped) {
    return new BackgroundTraining(
        vertx,
        vertx.createSharedWorkerExecutor("training", 1),
        new SiteModelStore(
            database, "stand-in", (tx, site, succession) -> Future.succeededFuture()),
        new TrainingRunStore(database),
        new RawExamples(database),
        shipped,
        Clock.systemUTC(),
        promoted -> Future.succeededFuture());
  }

  private long models() {
    return await(
        database
            .pool()
            .preparedQuery("select count(*) as n from house_model where site_id = $1")
            .execute(Tuple.of(id))
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  /** Doubts every text, and at some of its calls does not answer. */
  private static BaseModel silent(AtomicInteger asked, IntPredicate when) {
    return (reading, features, language) -> {
      if (when.test(asked.incrementAndGet())) {
        throw new IllegalStateException("no second opinion");
      }
      return new Scores(language.code(), Map.of(Attribute.SPAM, 0.5));
    };
  }

  @Test
  void run_inWhichASecondOpinionDoesNotCome_endsAtOnceAndLeavesNoModel() {
    label(60);
    AtomicInteger asked = new AtomicInteger();
    BackgroundTraining training = training(silent(asked, call -> call >= 10));

    assertFalse(await(training.now(id)));

    assertEquals(10, asked.get());
    assertEquals(0, models());
  }

  @Test
  void run_afterOneThatFailed_learns() {
    label(60);
    AtomicInteger asked = new AtomicInteger();
    BackgroundTraining training = training(silent(asked, call -> call == 10));
    assertFalse(await(training.now(id)));

    assertTrue(await(training.now(id)));

    // What had been read stays known.
    assertEquals(61, asked.get());
    assertTrue(models() > 0);
  }

  @Test
  void run_dueAtOnceAgain_beginsWhenTheSiteHasRestedNineTimesAsLong() {
    label(0, 60);
    List<Long> asked = Collections.synchronizedList(new ArrayList<>());
    BackgroundTraining training =
        training(
            (reading, features, language) -> {
              long begin = System.nanoTime();
              while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1)) {
                Thread.onSpinWait();
              }
              asked.add(begin);
              return new Scores(language.code(), Map.of(Attribute.SPAM, 0.5));
            });
    assertTrue(await(training.now(id)));
    int first = asked.size();

    label(60, 120);
    IntStream.range(0, 60).forEach(label -> training.onDecision(id));
    await(training.done());

    assertEquals(60, first);
    assertEquals(120, asked.size(), "what came while it rested was learnt from");
    long took = asked.get(first - 1) - asked.get(0);
    long rested = asked.get(first) - asked.get(first - 1);
    assertTrue(rested >= 8 * took, rested + " ns after a run of " + took);
  }
}
