package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.comment.Action;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.LogActions;
import dev.parley.screening.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console has words for all the service can tell it, and for nothing else. */
class ConsoleWordsTest {
  private static final Path CONSOLE = Path.of("src/main/console");

  private final TestParley parley = TestParley.shared();
  private final JsonObject vocabulary = parley.administrator().get("/api/v1/vocabulary").json();

  private static Set<String> words(String prefix) throws Exception {
    Set<String> found = new TreeSet<>();
    new JsonObject(Files.readString(CONSOLE.resolve("en.json")))
        .fieldNames().stream()
            .filter(key -> Pattern.matches(Pattern.quote(prefix) + "[a-z-]+", key))
            .map(key -> key.substring(prefix.length()))
            .forEach(found::add);
    return found;
  }

  private static void assertWords(Stream<String> codes, String... prefixes) throws Exception {
    List<String> all = codes.toList();
    for (String prefix : prefixes) {
      assertEquals(new TreeSet<>(all), words(prefix), prefix);
    }
  }

  private Stream<String> codes(String list) {
    return vocabulary.getJsonArray(list).stream().map(String.class::cast);
  }

  @Test
  void statuses_haveWordsWhereverOneIsTold() throws Exception {
    assertWords(codes("statuses").sorted(), "done.", "elsewhere.");
    assertWords(Stream.concat(codes("statuses"), Stream.of("reason")), "status.");
  }

  @Test
  void actions_haveWordsWhereverOneIsTold() throws Exception {
    assertWords(codes("actions"), "do.", "decided.");
    assertWords(Stream.concat(codes("actions"), Stream.of("because")), "told.");
  }

  @Test
  void log_hasWordsForEachOfItsActionsByWhomeverItWasDone() throws Exception {
    // What a person did has words of its own where they differ from those of the filter.
    assertWords(
        Stream.of(
                codes("logged"),
                Stream.of(Action.values()).map(Action::code),
                Stream.of(Kind.values()).map(Kind::code),
                Stream.of(LogActions.UNDO))
            .flatMap(all -> all),
        "action.");
    assertWords(
        Stream.concat(
            Stream.of(Verdict.values()).map(Verdict::code),
            Stream.of(LogActions.EDIT, LogActions.DELETE)),
        "ruled.");
  }

  @Test
  void queuesAndOrders_haveWords() throws Exception {
    List<String> queues =
        vocabulary.getJsonArray("queues").stream()
            .map(queue -> ((JsonObject) queue).getString("queue"))
            .toList();
    assertWords(Stream.concat(queues.stream(), Stream.of("title")), "queue.");
    assertWords(Stream.concat(queues.stream(), Stream.of("failed")), "list.");
    assertWords(codes("sorts"), "sort.");
  }

  @Test
  void reasons_ofRejectionsAndReports_haveWords() throws Exception {
    assertWords(codes("rejections"), "reason.");
    assertWords(Stream.concat(codes("reports"), Stream.of("said", "times")), "report.");
  }

  @Test
  void reports_areAskedForAsTheServiceTakesThem() throws Exception {
    String dialog = Files.readString(Path.of("src/main/resources/web/embed/report.js"));
    List<String> asked =
        Pattern.compile("\\['([a-z-]+)', '\\w+'\\]")
            .matcher(dialog)
            .results()
            .map(pair -> pair.group(1))
            .toList();

    assertEquals(vocabulary.getJsonArray("reports"), new JsonArray(asked));
  }

  @Test
  void vocabulary_withoutASession_isRefused() {
    assertEquals(401, parley.get("/api/v1/vocabulary").status());
  }
}
