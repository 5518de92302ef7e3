package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.web.ServedPage.File;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console's files as they are served: few, small, and kept by browsers. */
class ConsoleFilesTest {
  /** What the queue page may weigh on the wire, in bytes. */
  private static final int QUEUE = 60 * 1024;

  /** How many files it may ask for, itself among them. */
  private static final int REQUESTS = 8;

  /** What the pages beside the queue may weigh besides, in bytes. */
  private static final int ADMINISTRATION = 33 * 1024;

  private static final TestParley PARLEY = TestParley.shared();
  private static ServedPage queue;
  private static ServedPage administration;

  @BeforeAll
  static void fetch() throws Exception {
    queue = new ServedPage(PARLEY.url() + "/console/");
    administration = new ServedPage(PARLEY.url() + "/console/administration/");
  }

  private static int weight(Collection<File> files) {
    return files.stream().mapToInt(File::weight).sum();
  }

  @Test
  void queuePage_withAllItsFiles_staysWithinItsBudget() {
    int weight = queue.page().weight() + weight(queue.files().values());

    assertTrue(weight > 10_000 && weight <= QUEUE, weight + " bytes, of " + QUEUE);
    int requests = 1 + queue.files().size();
    assertTrue(requests <= REQUESTS, () -> requests + " files: " + queue.files().keySet());
  }

  /** Most who moderate never open them, so they do not count with the rest. */
  @Test
  void pagesBesideTheQueue_stayWithinTheirBudget() {
    List<File> further =
        administration.files().entrySet().stream()
            .filter(one -> !queue.files().containsKey(one.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    int weight = administration.page().weight() + weight(further);

    assertTrue(
        weight > 10_000 && weight <= ADMINISTRATION, weight + " bytes, of " + ADMINISTRATION);
    assertTrue(
        1 + administration.files().size() <= REQUESTS,
        () -> administration.files().keySet().toString());
  }

  @Test
  void pages_nameAllTheirFiles_soThatABrowserAsksForThemAtOnce() {
    for (ServedPage page : List.of(queue, administration)) {
      assertEquals(page.named(), new java.util.TreeSet<>(page.files().keySet()));
      assertTrue(
          page.files().values().stream().anyMatch(file -> file.name().startsWith("shared.")),
          () -> page.files().keySet().toString());
    }
  }

  @Test
  void files_namedByTheirContent_areKeptForGood() {
    List<File> named =
        Stream.of(queue, administration)
            .flatMap(page -> page.files().values().stream())
            .filter(file -> !file.name().equals("favicon.svg"))
            .toList();

    assertTrue(named.size() >= 8, named::toString);
    for (File file : named) {
      assertTrue(file.name().matches("[a-z]+\\.[0-9a-f]{10}\\.(js|css|json)"), file.name());
      assertEquals("public, max-age=31536000, immutable", file.header("Cache-Control"));
      assertFalse(file.header("ETag").isEmpty());
    }
  }

  /** A page that is kept would ask for the files of an older version. */
  @Test
  void pages_areAskedForEachTime_andAreNotSentAgainWhileTheyAreTheSame() {
    for (ServedPage page : List.of(queue, administration)) {
      assertEquals("no-cache", page.page().header("Cache-Control"));

      TestParley.Answer again =
          PARLEY.get(page.page().address().getPath(), "If-None-Match", page.page().header("ETag"));

      assertEquals(304, again.status());
    }
  }

  @Test
  void pages_needNothingThatTheirPolicyForbids() {
    for (ServedPage page : List.of(queue, administration)) {
      String policy = page.page().header("Content-Security-Policy");
      assertTrue(policy.contains("script-src 'self'; style-src 'self';"), policy);
      String text = page.page().text();
      assertFalse(text.contains("style=") || text.contains("<style"), text);
      assertFalse(text.matches("(?s).*<script(?![^>]*\\bsrc=).*"), text);
      assertFalse(text.matches("(?s).*\\son\\w+=.*"), text);
    }
  }

  @Test
  void modules_asTheyWereWritten_areNotServed() {
    for (String source : List.of("api.js", "state.js", "console.css", "administration/team.js")) {
      assertEquals(404, PARLEY.get("/console/" + source).status(), source);
    }
  }
}
