package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The console's files as a browser fetches them: all at once, and not too much. */
class ConsoleFilesTest {
  private static final Path CONSOLE = Path.of("src/main/resources/web/console");

  /** What all of them may weigh on the wire. */
  private static final int BUDGET = 72 * 1024;

  /** What the pages for administrators may weigh besides. */
  private static final int ADMINISTRATION = 52 * 1024;

  @Test
  void page_asksForAllItsModulesAtOnce() throws Exception {
    String page = Files.readString(CONSOLE.resolve("index.html"));
    TreeSet<String> asked = new TreeSet<>(List.of("main.js"));
    Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"")
        .matcher(page)
        .results()
        .forEach(link -> asked.add(link.group(1)));

    try (Stream<Path> files = Files.list(CONSOLE)) {
      TreeSet<String> there = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".js"))
          .forEach(there::add);
      assertEquals(there, asked);
    }
  }

  @Test
  void files_together_stayWithinTheirBudget() throws Exception {
    int weight = weight(CONSOLE);
    assertTrue(weight > 0 && weight <= BUDGET, weight + " bytes, of " + BUDGET);
  }

  /** Moderators never load them, so they do not count with the rest. */
  @Test
  void filesForAdministrators_stayWithinTheirBudget() throws Exception {
    int weight = weight(CONSOLE.resolve("administration"));
    assertTrue(weight > 0 && weight <= ADMINISTRATION, weight + " bytes, of " + ADMINISTRATION);
  }

  private static int weight(Path folder) throws IOException {
    int weight = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        weight += compressed(Files.readAllBytes(file));
      }
    }
    return weight;
  }

  private static int compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.size();
  }
}
