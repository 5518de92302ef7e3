package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The command that erases a person, while the service runs on the same database. */
class EraseCommandTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private record Said(int code, String text) {}

  private Said run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("erase"));
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

  private String export() {
    return parley.administrator().get(site.path("/export?to=parley")).text();
  }

  @Test
  void address_isErasedOnEverySite_andWhatStaysIsPrinted() {
    TestSite other = parley.site();
    site.post("pier", "Erasmus Toll", "The pier is closed.");
    other.post("quay", "Erasmus Toll", "The quay is not.");
    Said rehearsed = run("--email", "erasmus.toll@readers.example", "--dry-run");
    assertEquals(0, rehearsed.code(), rehearsed.text());
    assertTrue(
        rehearsed.text().contains(site.slug() + ": 1 comments would be erased."), rehearsed.text());
    assertTrue(export().contains("Erasmus Toll"));
    Said said = run("--email", "Erasmus.Toll@readers.example");
    assertTrue(said.text().contains(site.slug() + ": 1 comments erased."), said.text());
    assertTrue(said.text().contains(other.slug() + ": 1 comments erased."), said.text());
    assertTrue(said.text().contains("  Kept: Backups. "), said.text());
    assertFalse(export().contains("Erasmus"));
    assertFalse(export().contains("The pier is closed."));
  }

  @Test
  void withoutAPerson_orWithTwo_nothingIsDone() {
    assertEquals(2, run().code());
    assertEquals(
        2,
        run("--email", "a@b.example", "--author", "01900000-0000-7000-8000-000000000000").code());
  }
}
