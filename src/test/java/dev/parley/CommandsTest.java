package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private final TestParley parley = TestParley.shared();

  /** Runs the command on the shared database; answers what {@code input} was typed for. */
  private int run(String input, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--set";
    all[arguments.length + 1] = "database.url=" + parley.service().databaseUrl();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return Main.commandLine().execute(all);
    } finally {
      System.setIn(before);
    }
  }

  private JsonObject moderator(String email) {
    return parley
        .administrator()
        .get("/api/v1/moderators")
        .json()
        .getJsonArray("moderators")
        .stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("email").equals(email))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void moderator_optionsOmitted_keepsRoleSitesNameAndPassword() {
    TestSite site = parley.site();
    String email = "ida@" + site.slug() + ".example";
    assertEquals(
        0, run("a good password\n", "moderator", email, "--name", "Ida", "--site", site.slug()));
    JsonObject before = moderator(email);
    assertEquals("Ida", before.getString("name"));
    assertEquals(1, before.getJsonArray("sites").size());

    assertEquals(0, run("\n", "moderator", email));
    assertEquals(before, moderator(email));
    parley.signIn(email, "a good password");

    assertEquals(0, run("\n", "moderator", email, "--administrator"));
    assertEquals(0, run("\n", "moderator", email, "--name", "Ida Berg"));
    assertEquals("administrator", moderator(email).getString("role"));
    assertEquals(0, run("\n", "moderator", email, "--no-administrator"));
    assertEquals(before.put("name", "Ida Berg"), moderator(email));
  }

  @Test
  void moderator_newWithoutPassword_isNotMade() {
    assertNotEquals(0, run("\n", "moderator", "nobody@nowhere.example"));
  }

  @Test
  void moderator_onASiteThatIsNot_staysWhereTheyAre() {
    TestSite site = parley.site();
    String email = "ole@" + site.slug() + ".example";
    assertEquals(0, run("a good password\n", "moderator", email, "--site", site.slug()));

    assertNotEquals(0, run("\n", "moderator", email, "--site", "no-such-site"));
    assertNotEquals(0, run("\n", "moderator", email, "--site", site.slug(), "--site", "nowhere"));

    assertEquals(1, moderator(email).getJsonArray("sites").size());
  }

  @Test
  void moderator_whoHasLostASecondFactor_isFreedOfIt() {
    TestSite site = parley.site();
    String email = "ole@" + site.slug() + ".example";
    assertEquals(0, run("a good password\n", "moderator", email, "--site", site.slug()));
    parley.change(
        "insert into second_factor (moderator_id, secret, confirmed_at)"
            + " select id, '\\x00', now() from moderator where email = $1",
        email);

    assertEquals(0, run("\n", "moderator", email, "--remove-second-factor"));

    assertEquals(
        0L,
        parley.count(
            "select count(*) from second_factor join moderator on id = moderator_id"
                + " where email = $1",
            email));
    assertTrue(
        parley
            .administrator()
            .get(site.path("/decisions?action=second-factor"))
            .text()
            .contains("removed from"));
  }

  @Test
  void command_thatMakesADatabase_saysWhere(@TempDir Path folder) {
    Path data = folder.resolve("data");

    String said = errorsOf(0, "moderator", "--set", "database.dataDir=" + data);

    assertTrue(said.contains("A new database is made in " + data), said);
    // Whoever comes first must administer, and is told so.
    String refused =
        errorsOf(
            1,
            "moderator",
            "ida@first.example",
            "--generate-password",
            "--set",
            "database.dataDir=" + data);
    assertTrue(refused.contains("--administrator"), refused);
    assertFalse(refused.contains("A new database"), refused);
  }

  private static String errorsOf(int code, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertEquals(code, Main.commandLine().execute(arguments));
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void check_beforeTheFirstStart_makesNoDatabase(@TempDir Path folder) {
    Path data = folder.resolve("data");

    assertEquals(0, Main.commandLine().execute("check", "--set", "database.dataDir=" + data));

    assertFalse(Files.exists(data));
  }

  @Test
  void evaluate_formatInSmallLetters_isUnderstood() {
    var parsed = Main.commandLine().parseArgs("evaluate", "--data", "x", "--format", "json");

    Object format = parsed.subcommand().matchedOption("--format").getValue();
    assertEquals("JSON", format.toString());
  }

  /** Defaults in its place would be another database. */
  @Test
  void config_thatIsNotThere_isNotLeftOut() {
    assertNotEquals(0, run("", "site", "--config", "no-such-folder/parley.yaml"));
  }
}
