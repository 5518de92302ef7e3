package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.config.Config;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several event loops do what one does: nothing is counted twice, lost, or seen too late. */
class LoopsTest {
  private static final List<String> ARTICLES = List.of("one", "two", "three");
  private static final int WRITERS = 8;
  private static final int ROUNDS = 12;

  /** What the writers know of an article: those shown there, the latest last. */
  private final Map<String, Queue<String>> shown = new ConcurrentHashMap<>();

  /** Comments a moderator has rejected. */
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();

  private static Config config(Map<String, String> environment) {
    return Config.read(Path.of("none.yaml"), environment, Map.of());
  }

  @Test
  void loops_notSet_areOneAProcessor() {
    assertEquals(Runtime.getRuntime().availableProcessors(), config(Map.of()).http().loops());
    assertEquals(3, config(Map.of("PARLEY_HTTP_LOOPS", "3")).http().loops());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  @Timeout(120)
  void writersAndReaders_onSeveralLoops_agreeWithTheStore(int loops) throws Exception {
    TestParley parley =
        TestParley.beside(
            "http.loops",
            String.valueOf(loops),
            "secondOpinion.when",
            "never",
            "http.trustedProxies",
            "127.0.0.0/8");
    try (parley) {
      assertEquals(loops, parley.service().loops());
      TestSite site = parley.site();
      Desk desk = parley.administrator();
      List<Follower> followers = new ArrayList<>();
      for (int i = 0; i < 2 * loops; i++) {
        for (String article : ARTICLES) {
          followers.add(Follower.of(parley, site.path("/stream?article=" + article), desk));
        }
      }
      List<Follower> moderators =
          IntStream.range(0, 2 * loops)
              .mapToObj(one -> Follower.of(parley, site.path("/events"), desk))
              .toList();
      Stream.concat(followers.stream(), moderators.stream()).forEach(Follower::listening);

      write(parley, site, desk);

      Map<String, State> states = states(parley, site);
      for (Follower follower : followers) {
        State state = states.get(follower.article());
        Follower.await("the last version", () -> follower.latest() == state.version());
        assertTrue(follower.versionsRise());
      }
      for (Follower moderator : moderators) {
        Follower.await("all decisions", () -> moderator.decided().containsAll(rejected));
      }
      states.forEach((article, state) -> assertEverywhere(parley, site, article, state, loops));
      assertTrue(states.values().stream().mapToInt(State::count).sum() > 0);
    }
  }

  private void write(TestParley parley, TestSite site, Desk desk) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    round(parley, site, desk, writer, round);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A writer posts or replies, votes, changes or loses the comment, and reads the thread. */
  private void round(TestParley parley, TestSite site, Desk desk, int writer, int round) {
    String article = ARTICLES.get((writer + round) % ARTICLES.size());
    String address = "10." + writer + ".0.1";
    Queue<String> others = shown.computeIfAbsent(article, key -> new ConcurrentLinkedQueue<>());
    Optional<String> parent = Optional.ofNullable(others.peek());
    JsonObject submission =
        site.submission(
            article, "Writer " + writer, "Remark " + round + " of reader number " + writer);
    parent.ifPresent(id -> submission.put("parentId", round % 2 == 0 ? null : id));
    Answer posted = site.post(submission, "X-Forwarded-For", address);
    assertTrue(Set.of(201, 202).contains(posted.status()), posted::text);
    String id = posted.json().getJsonObject("comment").getString("id");
    parent.ifPresent(
        target ->
            assertEquals(
                200,
                parley
                    .send(
                        "PUT",
                        site.path("/comments/" + target + "/vote"),
                        new JsonObject().put("value", round % 3 - 1),
                        "X-Forwarded-For",
                        address)
                    .status()));
    if (round % 4 == 1) {
      JsonObject outcome = desk.decide(site, id, 1, "reject", "spam");
      assertEquals("applied", outcome.getString("outcome"));
      rejected.add(id);
    } else if (round % 4 == 2) {
      Answer edited =
          parley.send(
              "PATCH",
              site.path("/comments/" + id),
              new JsonObject().put("body", "Remark " + round + " once more, by number " + writer),
              "Authorization",
              "Bearer " + posted.json().getString("editToken"),
              "X-Forwarded-For",
              address);
      assertEquals(200, edited.status(), edited::text);
    } else if (posted.status() == 201) {
      others.add(id);
      assertTrue(count(site.thread(article)) > 0);
    }
  }

  private static int count(Answer thread) {
    return thread.json().getJsonObject("article").getInteger("count");
  }

  /** An article as the store has it. */
  private record State(long version, int count) {}

  /** The articles, after everything kept about them is compared with what it was made of. */
  private static Map<String, State> states(TestParley parley, TestSite site) throws Exception {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      Map<String, State> states = new ConcurrentHashMap<>();
      for (Row row :
          database
              .pool()
              .preparedQuery(
                  """
                  select article.key, article.version, shown_n, count(*) filter (where status = 1)
                      as shown, count(*) as comments,
                    count(*) filter (where comment.version <> (
                      select count(*) from decision
                      where decision.site_id = site.id and comment_id = comment.id)) as versions,
                    count(*) filter (where reply_n <> (
                      select count(*) from comment reply
                      where reply.site_id = site.id and reply.status = 1
                        and comment.id = any(reply.ancestors))) as replies,
                    count(*) filter (where votes <> (
                      select coalesce(sum(value), 0) from vote
                      where vote.site_id = site.id and comment_id = comment.id)) as votes
                  from site
                  join article on article.site_id = site.id
                  join comment on comment.site_id = site.id and article_id = article.id
                  where slug = $1 group by article.key, article.version, shown_n
                  """)
              .execute(Tuple.of(site.slug()))
              .await(20, TimeUnit.SECONDS)) {
        String article = row.getString("key");
        assertEquals(row.getLong("shown"), row.getInteger("shown_n").longValue(), article);
        assertEquals(0, row.getLong("versions"), "versions lost in " + article);
        assertEquals(0, row.getLong("replies"), "replies miscounted in " + article);
        assertEquals(0, row.getLong("votes"), "votes miscounted in " + article);
        assertEquals(WRITERS * ROUNDS / ARTICLES.size(), row.getLong("comments").intValue());
        states.put(article, new State(row.getLong("version"), row.getInteger("shown_n")));
      }
      assertEquals(Set.copyOf(ARTICLES), states.keySet());
      return states;
    } finally {
      database.close().await(10, TimeUnit.SECONDS);
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  /** New connections go to each loop in turn. */
  private static void assertEverywhere(
      TestParley parley, TestSite site, String article, State state, int loops) {
    for (int i = 0; i < 2 * loops; i++) {
      Wire.Answer answer =
          new Wire(parley)
              .send(
                  """
                  GET %s HTTP/1.1
                  Host: x
                  Connection: close
                  """
                      .formatted(site.path("/comments?article=" + article)),
                  "");
      JsonObject thread = new JsonObject(answer.body());
      assertEquals(state.count(), thread.getJsonObject("article").getInteger("count"));
      assertTrue(
          String.valueOf(answer.headers().get("ETag")).startsWith("W/\"" + state.version() + "-"));
    }
  }
}
