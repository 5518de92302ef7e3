package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that imports archives, while the service runs on the same database. */
class ImportCommandTest {
  private static final Path ARCHIVES = Path.of("src/test/resources/archive");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @TempDir private Path folder;

  private record Said(int code, String text) {}

  private Said run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("import", "--site", site.slug()));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--set", "database.url=" + parley.service().databaseUrl()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = Main.commandLine().execute(all.toArray(String[]::new));
      return new Said(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wordpress, wordpress-1.2.xml",
    "wordpress, wordpress-1.1.xml",
    "disqus, disqus.xml",
    "remark42, remark42.json",
    "artalk, artalk.json",
    "waline, waline.json",
  })
  void archive_isStoredOnce(String from, String file) {
    String path = ARCHIVES.resolve(file).toString();
    Said rehearsed = run("--from", from, path, "--dry-run");
    assertEquals(0, rehearsed.code(), rehearsed.text());
    Said first = run("--from", from, path);
    assertEquals(0, first.code(), first.text());
    assertEquals(
        first.text().replaceFirst("\\([^)]*\\)", ""),
        rehearsed.text().replaceFirst("\\([^)]*\\)", "").replace("that would be stored", "stored"));
    Said again = run("--from", from, path);
    assertTrue(again.text().contains("Comments stored: 0, "), again.text());
  }

  @Test
  void mistakes_areToldInOneSentence() throws Exception {
    Path none = folder.resolve("none.xml");
    assertNotEquals(0, run("--from", "wordpress", none.toString()).code());
    Path text = Files.writeString(folder.resolve("notes.txt"), "These are notes.");
    assertNotEquals(0, run("--from", "wordpress", text.toString()).code());
    Path rules = Files.writeString(folder.resolve("rules"), "one two three");
    assertNotEquals(
        0,
        run(
                "--from",
                "wordpress",
                ARCHIVES.resolve("wordpress-1.2.xml").toString(),
                "--map",
                rules.toString())
            .code());
  }
}
