package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that exports a site, while the service runs on the same database. */
class ExportCommandTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @TempDir private Path folder;

  private record Said(int code, String text) {}

  private static List<String> withoutLog(String archive) {
    return archive
        .lines()
        .filter(line -> !line.startsWith("{\"decision\"") && !line.startsWith("{\"end\""))
        .toList();
  }

  private Said run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
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

  @Test
  void export_goesToStandardOutput_orAFile_packedByItsName() throws Exception {
    site.post("pier", "Ann", "The pier is closed. 🚢");
    Said printed = run("export", "--to", "parley", "--site", site.slug());
    assertEquals(0, printed.code());
    assertTrue(
        printed.text().startsWith("{\"format\":\"parley\",\"version\":1}\n"), printed.text());
    assertTrue(printed.text().contains("The pier is closed. 🚢"), printed.text());
    Path plain = folder.resolve("site.ndjson");
    Path packed = folder.resolve("site.ndjson.gz");
    for (Path file : List.of(plain, packed)) {
      assertEquals(
          0,
          run("export", "--to", "PARLEY", "--site", site.slug(), "--out", file.toString()).code());
    }
    assertEquals(withoutLog(printed.text()), withoutLog(Files.readString(plain)));
    try (GZIPInputStream unpacked = new GZIPInputStream(Files.newInputStream(packed))) {
      String text = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(withoutLog(printed.text()), withoutLog(text));
      // Each export stands in the log before it begins.
      assertEquals(3, text.lines().filter(line -> line.contains("\"action\":\"export\"")).count());
    }
    Said imported = run("import", "--from", "parley", packed.toString(), "--dry-run");
    assertEquals(0, imported.code());
    assertTrue(
        imported.text().contains("Comments that would be stored: 0, known before: 1"),
        imported.text());
    String other = site.slug() + "-copy";
    Said copied = run("import", "--from", "parley", packed.toString(), "--site", other);
    assertTrue(copied.text().contains("Comments stored: 1, known before: 0"), copied.text());
    assertTrue(
        parley.get("/api/v1/sites/" + other + "/comments?article=pier").text().contains("closed"));
  }

  @Test
  void export_ofAPerson_isAZipFile() throws Exception {
    site.post("pier", "Ann", "The pier is closed. 🚢");
    Path file = folder.resolve("ann.zip");
    assertEquals(
        0,
        run(
                "export",
                "--email",
                "ANN@readers.example",
                "--site",
                site.slug(),
                "--out",
                file.toString())
            .code());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String data =
          new String(
              zip.getInputStream(zip.getEntry("data.json")).readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(data.contains("The pier is closed. 🚢"), data);
    }
    for (String wrong :
        List.of("--author=nobody", "--author=01900000-0000-7000-8000-000000000000")) {
      assertNotEquals(0, run("export", wrong, "--site", site.slug()).code());
    }
    assertNotEquals(
        0, run("export", "--to", "parley", "--email", "a@b.example", "--site", site.slug()).code());
  }

  @Test
  void exportThatFails_leavesNoFile_andTheOneBefore() throws Exception {
    Path file = Files.writeString(folder.resolve("site.xml"), "before");
    assertNotEquals(
        0, run("export", "--to", "wordpress", "--site", "none", "--out", file.toString()).code());
    assertEquals("before", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("site.xml.part")));
    assertNotEquals(0, run("export", "--to", "livefyre", "--site", site.slug()).code());
  }
}
