package dev.parley.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.archive.ArchiveFormat;
import dev.parley.imports.ArchiveRun;
import dev.parley.imports.PageRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Threads written for other systems, and read again by the importers. */
class ThreadExportTest {
  private static final String PAGE = "https://ledger.example/pier";

  /** What has to come back as it was shown. */
  private static final List<String> TEXTS =
      List.of(
          "Plain.",
          "**Bold** and *emphasis* and `code < 1 & 2`",
          "Two\nlines\n\nand a paragraph",
          "* one\n* two\n\n1. three\n2. four",
          "> quoted\n> twice\n\nand answered",
          "```\nif (a < b) {\n\n  x &= \"]]>\";\n}\n```",
          "]]> and <![CDATA[ and &amp; and &lt;b&gt; and <b>tags</b>",
          "🚢👩‍👩‍👧‍👦 emoji, שלום עולם, مرحبا",
          "A [link](https://tides.example/a?b=1&c=2) and https://tides.example/bare_(x)",
          "&nbsp; &copy; 3 > 2 \\*not\\* #1");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "none"));
  private final Desk administrator = parley.administrator();

  @AutoClose private final Copy shared = Copy.shared();
  @TempDir private Path folder;

  private String posted(Answer answer) {
    assertTrue(answer.status() == 201, answer::text);
    return answer.json().getJsonObject("comment").getString("id");
  }

  private void decide(String id, String action) {
    administrator.decide(site, id, 1, action, action.equals("reject") ? "abuse" : null);
  }

  /** Brings an export into a new site. */
  private TestSite again(ExportFormat format) throws IOException {
    TestSite copy = parley.site();
    again(format, copy);
    return copy;
  }

  private JsonObject again(ExportFormat format, TestSite copy) throws IOException {
    Path file = Files.write(folder.resolve("export"), shared.bytes(site.slug(), format));
    ArchiveRun run =
        new ArchiveRun(
            shared.site(copy.slug()),
            ArchiveFormat.ofCode(format.code()).orElseThrow(),
            List.of(file),
            PageRules.NONE);
    run.store(shared.database(), threads -> {});
    return run.json();
  }

  /** Everything a reader sees of a thread but ids, a line for each comment. */
  private static List<String> thread(TestSite site, String article) {
    return lines(site.thread(article + "&sort=oldest&limit=100").json().getJsonArray("comments"));
  }

  private static List<String> lines(JsonArray comments) {
    List<String> lines = new ArrayList<>();
    for (Object one : comments) {
      JsonObject comment = (JsonObject) one;
      JsonObject author = comment.getJsonObject("author");
      lines.add(
          String.join(
              " | ",
              "-".repeat(comment.getInteger("depth")),
              author == null ? "" : author.getString("name") + " " + author.getString("url"),
              comment.getString("createdAt").substring(0, 19),
              String.valueOf(comment.getString("html"))));
      lines.addAll(lines(comment.getJsonArray("replies", new JsonArray())));
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PARLEY")
  void texts_comeBackAsTheyWereShown(ExportFormat format) throws IOException {
    for (String text : TEXTS) {
      posted(by("Ann O'Neil & <Sons>", text));
    }
    List<String> before = thread(site, PAGE);
    assertEquals(TEXTS.size(), before.size());
    List<String> after = thread(again(format), PAGE);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertEquals(before.get(i), after.get(i), TEXTS.get(i));
    }
  }

  /** A post without an e-mail address. */
  private Answer by(String name, String text) {
    return site.post(
        site.submission(PAGE, name, text).put("author", new JsonObject().put("name", name)));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PARLEY")
  void conversation_comesBackInItsPlaces(ExportFormat format) throws IOException {
    String id = posted(site.post(PAGE, "Ann", "One"));
    for (int depth = 1; depth <= 12; depth++) {
      id = posted(site.reply(PAGE, id, depth % 2 == 0 ? "Ann" : "Bob", "Deeper " + depth));
    }
    posted(by("No Mail", "Neither address nor site."));
    List<String> before = thread(site, PAGE);
    TestSite copy = again(format);
    assertEquals(before, thread(copy, PAGE));
    assertEquals(0, again(format, copy).getInteger("stored"));
    assertEquals(before, thread(copy, PAGE));
  }

  private int queue(TestSite of, String name) {
    return administrator.get(of.path("/cases?queue=" + name)).json().getJsonArray("cases").size();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PARLEY")
  void statuses_comeBackAsFarAsTheFormatKnowsThem(ExportFormat format) throws IOException {
    posted(site.post(PAGE, "Ann", "Shown"));
    decide(posted(site.post(PAGE, "Bob", "Rejected words")), "reject");
    decide(posted(site.post(PAGE, "Cleo", "Buy pills")), "spam");
    decide(posted(site.post(PAGE, "Dora", "Deleted words")), "delete");
    String held = posted(site.post(PAGE, "Eve", "Held words"));
    decide(held, "reject");
    administrator.decide(site, held, 2, "reopen", null);
    assertEquals(1, queue(site, "pending"));
    TestSite copy = again(format);
    boolean wordpress = format == ExportFormat.WORDPRESS;
    assertEquals(1, thread(copy, PAGE).size());
    assertEquals(format == ExportFormat.REMARK42 ? 0 : 1, queue(copy, "pending"));
    assertEquals(wordpress ? 1 : 0, queue(copy, "rejected"));
    assertEquals(wordpress ? 1 : 0, queue(copy, "spam"));
    assertFalse(unpacked(format).contains("Deleted words"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PARLEY")
  void tombstone_standsOverItsReplies(ExportFormat format) throws IOException {
    for (String action : List.of("delete", "reject", "spam")) {
      String gone = posted(site.post(PAGE, "Ann", "Gone by " + action));
      posted(site.reply(PAGE, gone, "Bob", "An answer to " + action));
      decide(gone, action);
    }
    List<String> before = thread(site, PAGE);
    List<String> after = thread(again(format), PAGE);
    assertEquals(6, before.size());
    if (format == ExportFormat.DISQUS) {
      assertEquals(6, after.size());
      assertTrue(after.get(0).contains("[deleted]"), after::toString);
      assertTrue(
          after.get(1).startsWith("- |") && after.get(1).contains("delete"), after::toString);
    } else {
      assertEquals(before, after);
    }
    assertFalse(unpacked(format).contains("Gone by delete"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WORDPRESS", "DISQUS"})
  void keys_thatAreNoAddresses_comeBack(ExportFormat format) throws IOException {
    for (String key :
        List.of("pier-2024", "https://Ledger.example/quay/?utm_source=x", "ключ & <b>")) {
      posted(site.post(key, "Ann", "Under " + key.length()));
    }
    TestSite copy = again(format);
    assertEquals(1, thread(copy, "pier-2024").size());
    assertEquals(1, thread(copy, "https%3A%2F%2FLedger.example%2Fquay%2F%3Futm_source%3Dx").size());
    assertEquals(1, thread(copy, "%D0%BA%D0%BB%D1%8E%D1%87+%26+%3Cb%3E").size());
  }

  @Test
  void remark42_carriesVotesEditsAndClosedPages() throws IOException {
    String id = posted(site.post(PAGE, "Ann", "One"));
    parley.send("PUT", site.path("/comments/" + id + "/vote"), new JsonObject().put("value", -1));
    shared.run(
        "update comment set edited_at = created_at + interval '1 minute' where id = '" + id + "'");
    administrator.send(
        "PUT",
        site.path("/articles?article=" + PAGE),
        new JsonObject().put("state", "closed").put("title", "The \"pier\" & more"));
    JsonObject thread = again(ExportFormat.REMARK42).thread(PAGE).json();
    assertEquals("closed", thread.getJsonObject("article").getString("state"));
    assertEquals("The \"pier\" & more", thread.getJsonObject("article").getString("title"));
    JsonObject comment = thread.getJsonArray("comments").getJsonObject(0);
    assertEquals(-1, comment.getInteger("votes"));
    assertTrue(comment.containsKey("editedAt"), comment::encode);
    JsonObject head =
        new JsonObject(unpacked(ExportFormat.REMARK42).lines().findFirst().orElseThrow());
    assertEquals(
        "ann@readers.example",
        head.getJsonArray("users").getJsonObject(0).getJsonObject("details").getString("email"));
  }

  private String unpacked(ExportFormat format) throws IOException {
    byte[] bytes = shared.bytes(site.slug(), format);
    return new String(
        format.isPacked()
            ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
            : bytes,
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PARLEY")
  void siteWithoutComments_isAWholeArchive(ExportFormat format) throws Exception {
    String text = unpacked(format);
    if (format.isPacked()) {
      assertEquals("{\"version\":1,\"users\":[],\"posts\":[]}\n", text);
    } else {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
    assertEquals(0, again(format, parley.site()).getInteger("read"));
  }

  @Test
  void charactersThatXmlCannotSay_areLeftOut() throws Exception {
    TEXTS.forEach(text -> posted(site.post(PAGE, "Ann", text)));
    shared.run(
        "update comment set author_name = E'A\\x07nn', html = html || E'<p>\\x0b\\ufffe</p>' where site_id = "
            + shared.site(site.slug()).id());
    for (ExportFormat format : List.of(ExportFormat.WORDPRESS, ExportFormat.DISQUS)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var comments =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(shared.bytes(site.slug(), format)))
              .getElementsByTagNameNS("*", "comment_content");
      assertEquals(TEXTS.size(), comments.getLength());
      assertTrue(
          Stream.iterate(0, n -> n < comments.getLength(), n -> n + 1)
              .anyMatch(n -> comments.item(n).getTextContent().contains("]]&gt;")));
    }
  }
}
