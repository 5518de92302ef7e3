package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.TestParley;
import dev.parley.apikey.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The modules of the console and the widget: their types, their imports, and the tests of those
 * that need no browser. Node runs it; where there is none it is skipped, and says so. The versions
 * of its tools are those of {@code src/test/web/package-lock.json}.
 */
class FrontEndTest {
  private static final Path CHECKS = NodeTools.CHECKS;
  private static final Path CONSOLE = Path.of("src/main/console");
  private static final Path TOOLS = NodeTools.TOOLS;

  @BeforeAll
  static void install() throws Exception {
    NodeTools.install();
  }

  @Test
  void modules_asTheirTypesSay_useOneAnotherAndTheApi() throws Exception {
    passes(
        "node",
        TOOLS.resolve("node_modules/openapi-typescript/bin/cli.js").toString(),
        "src/main/resources/web/openapi.yaml",
        "--output",
        TOOLS.resolve("api.d.ts").toString());
    passes(
        "node",
        TOOLS.resolve("node_modules/typescript/bin/tsc").toString(),
        "--project",
        CHECKS.toString());
  }

  @Test
  void imports_ofAllModules_goInNoCircle() throws Exception {
    passes(
        "node",
        CHECKS.resolve("circles.mjs").toString(),
        TOOLS.toString(),
        CONSOLE.toString(),
        CONSOLE.resolve("administration").toString(),
        "src/main/resources/web/embed",
        "src/main/widget");
  }

  @Test
  void modulesWithoutAPage_doWhatTheirTestsSay() throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
    try (Stream<Path> files = Files.list(CHECKS)) {
      files.map(Path::toString).filter(name -> name.endsWith(".test.js")).forEach(command::add);
    }

    String said = passes(command.toArray(String[]::new));

    assertTrue(Pattern.compile("(?m)^# pass [1-9]").matcher(said).find(), said);
  }

  @Test
  void feeds_ofAThread_areReadByRssParser() throws Exception {
    TestParley parley = TestParley.shared();
    TestParley.TestSite site = parley.site();
    String root = id(site.post("read", "Ana & Co", "A *root* with <b> in it."));
    String reply = id(site.reply("read", root, "Tom", "A reply to the root."));

    JsonObject read =
        new JsonObject(
            passes(
                "node",
                CHECKS.resolve("feed.mjs").toString(),
                TOOLS.toString(),
                parley.url() + site.path("/feed.atom?article=read")));

    assertEquals("Comments on read", read.getString("title"));
    JsonArray items = read.getJsonArray("items");
    assertEquals(2, items.size());
    assertEquals("urn:uuid:" + reply, items.getJsonObject(0).getString("id"));
    assertEquals("Tom", items.getJsonObject(0).getString("author"));
    assertEquals("urn:uuid:" + root, items.getJsonObject(1).getString("id"));
    assertEquals("Ana & Co", items.getJsonObject(1).getString("author"));
    String content = items.getJsonObject(1).getString("content");
    assertTrue(content.contains("<em>root</em>"), content);
  }

  @Test
  void programsOfOtherServices_workUnchanged() throws Exception {
    TestParley parley = TestParley.shared();
    JsonObject made =
        new JsonObject(
            passes(
                "node",
                CHECKS.resolve("programs.mjs").toString(),
                TOOLS.toString(),
                parley.url(),
                new Programs(parley).key(parley.site())));

    JsonObject api = made.getJsonObject("akismetApi");
    assertTrue(api.getBoolean("valid"));
    assertFalse(api.getBoolean("talk"));
    assertTrue(api.getBoolean("trapped"));
    assertTrue(api.getBoolean("sure"));
    assertEquals("Thanks for making the web a better place.", api.getString("taught"));
    JsonObject cedx = made.getJsonObject("cedx");
    assertTrue(cedx.getBoolean("valid"));
    assertFalse(cedx.getBoolean("wrong"));
    assertEquals(0, cedx.getInteger("talk"));
    assertNotEquals(0, cedx.getInteger("trapped"));
    assertTrue(cedx.getBoolean("taught"));
    JsonObject scores =
        made.getJsonObject("perspective").getJsonObject("rude").getJsonObject("attributeScores");
    assertEquals(Set.of("TOXICITY", "INSULT"), scores.fieldNames());
    double toxicity =
        scores.getJsonObject("TOXICITY").getJsonObject("summaryScore").getDouble("value");
    assertTrue(toxicity > .5, scores::encode);
    JsonObject refused = made.getJsonObject("perspective").getJsonObject("refused");
    assertEquals("ResponseError", refused.getString("name"));
    assertEquals("Unknown requested attribute: NONSENSE", refused.getString("message"));
    JsonObject screened = made.getJsonObject("contentModerator");
    assertEquals("That idiot of a clerk lost my form.", screened.getString("text"));
    assertTrue(screened.getBoolean("review"), screened::encode);
    assertTrue(screened.getDouble("offensive") > .5, screened::encode);
    assertEquals(
        new JsonArray().add(new JsonObject().put("term", "idiot").put("originalIndex", 5)),
        screened.getJsonArray("terms"));
    assertEquals(3000, screened.getInteger("status"));
    assertEquals(401, screened.getInteger("refused"));
  }

  private static String id(TestParley.Answer posted) {
    return posted.json().getJsonObject("comment").getString("id");
  }

  private static String passes(String... command) throws Exception {
    NodeTools.Ended ended = NodeTools.run(Path.of("."), command);
    if (ended.code() != 0) {
      fail(String.join(" ", command) + "\n" + ended.said());
    }
    return ended.said();
  }
}
