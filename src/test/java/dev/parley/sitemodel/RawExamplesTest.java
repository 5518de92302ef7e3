package dev.parley.sitemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.learning.TrainingRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One key that floods a site takes nothing from its moderators, nor from other keys. */
class RawExamplesTest {
  private static final int DECISIONS = 30;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final int id = await(parley.service().sites().get(site.slug())).id();

  @BeforeEach
  void decideAndLabel() {
    Desk ana = parley.moderator(site, "Ana");
    for (int i = 0; i < DECISIONS; i++) {
      String comment =
          site.post("town", "Reader " + i, "The ferry was late on day " + i)
              .json()
              .getJsonObject("comment")
              .getString("id");
      ana.decide(site, comment, 1, "approve", null);
    }
    label("honest", 50, "2020-01-01");
  }

  /** All of one text, which is quickly read. */
  private void label(String origin, int count, String from) {
    ask(
        database ->
            database
                .pool()
                .preparedQuery(
                    """
                    insert into label (site_id, attribute, key, value, text, origin, created_at)
                    select $1, 'spam', $2 || '/' || i, true, 'Pills at night', $2,
                      $4::text::timestamptz + i * interval '1 second'
                    from generate_series(1, $3) i
                    """)
                .execute(Tuple.of(id, origin, count, from)));
  }

  private <T> T ask(Function<Database, Future<T>> what) {
    Vertx vertx = Vertx.vertx();
    try {
      return await(what.apply(Database.open(vertx, parley.service().databaseUrl(), 1)));
    } finally {
      await(vertx.close());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private List<RawExample> examples() {
    return ask(database -> new RawExamples(database).latest(id));
  }

  private static long decided(List<RawExample> examples) {
    return examples.stream().filter(one -> one.text().startsWith("The ferry")).count();
  }

  private static long by(String origin, List<RawExample> examples) {
    return examples.stream().filter(one -> one.by().equals(origin)).count();
  }

  private long kept(String origin) {
    return ask(
        database ->
            database
                .pool()
                .preparedQuery("select count(*) as n from label where site_id = $1 and origin = $2")
                .execute(Tuple.of(id, origin))
                .map(rows -> rows.iterator().next().getLong("n")));
  }

  @Test
  void examples_afterAFloodByOneOrigin_haveAllThatOthersSaid() {
    assertEquals(DECISIONS + 50, examples().size());

    label("leaked", 6_000, "2099-01-01");

    List<RawExample> examples = examples();
    assertEquals(DECISIONS, decided(examples));
    assertEquals(50, by("honest", examples));
    assertEquals(TrainingRun.MOST_EXAMPLES - DECISIONS - 50, by("leaked", examples));
  }

  @Test
  void examples_ofTwoOriginsThatSaidMuch_areHalfOfEach() {
    label("honest too", 3_000, "2021-01-01");
    label("leaked", 6_000, "2099-01-01");

    List<RawExample> examples = examples();

    assertEquals(50, by("honest", examples));
    assertEquals(0, by("leaked", examples) - by("honest too", examples));
    assertEquals(TrainingRun.MOST_EXAMPLES, examples.size());
  }

  @Test
  void run_afterAFloodByOneOrigin_forgetsWhatThatOneSaid() {
    label("leaked", 11_000, "2099-01-01");

    await(parley.service().siteModels().orElseThrow().relearn(id));

    assertEquals(50, kept("honest"));
    assertEquals(2 * TrainingRun.MOST_EXAMPLES - 50, kept("leaked"));
  }
}
