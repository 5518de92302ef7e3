package dev.parley.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.Follower;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.learning.Wordings;
import dev.parley.sitemodel.SiteModels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives brought in through HTTP: each comment once, in its place, with its status. */
class ImportTest {
  private static final String PAGE = "https://blog.example/pier";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk administrator = parley.administrator();

  @Test
  void upload_thatAKilledProcessLeft_isDeletedAtTheNextStart() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path left = Files.createTempDirectory("parley-import-" + gone.pid() + "-");
    Files.writeString(left.resolve("0000"), blog());
    Path used = Files.createTempDirectory("parley-import-" + ProcessHandle.current().pid() + "-");

    try (TestParley next = TestParley.beside()) {
      Follower.await("an empty temporary folder", () -> Files.notExists(left));
      assertEquals(200, next.get("/health/seen").status());
      assertTrue(Files.exists(used));
    } finally {
      Files.delete(used);
    }
  }

  /** A WordPress export. */
  private static String blog(String... items) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:wp="http://wordpress.org/export/1.2/"><channel>
        <title>Harbour</title><wp:base_blog_url>https://blog.example</wp:base_blog_url>
        """
        + String.join("", items)
        + "</channel></rss>";
  }

  private static String item(String link, String... comments) {
    return "<item><title>The pier</title><link>"
        + link
        + "</link><wp:post_id>"
        + Math.abs(link.hashCode())
        + "</wp:post_id><wp:post_type>post</wp:post_type>"
        + "<wp:status>publish</wp:status><wp:comment_status>open</wp:comment_status>"
        + String.join("", comments)
        + "</item>";
  }

  private static String comment(int id, int parent, String approved, String name, String text) {
    return String.format(
        java.util.Locale.ROOT,
        """
        <wp:comment><wp:comment_id>%d</wp:comment_id>
        <wp:comment_author><![CDATA[%s]]></wp:comment_author>
        <wp:comment_author_email>%s@readers.example</wp:comment_author_email>
        <wp:comment_author_IP>192.0.2.%d</wp:comment_author_IP>
        <wp:comment_date_gmt>2024-03-05 %02d:%02d:00</wp:comment_date_gmt>
        <wp:comment_content><![CDATA[%s]]></wp:comment_content>
        <wp:comment_approved>%s</wp:comment_approved><wp:comment_type></wp:comment_type>
        <wp:comment_parent>%d</wp:comment_parent></wp:comment>
        """,
        id,
        name,
        name.toLowerCase(java.util.Locale.ROOT),
        id,
        10 + id / 60,
        id % 60,
        text,
        approved,
        parent);
  }

  private static final String ARCHIVE =
      blog(
          item(
              PAGE,
              comment(3, 2, "1", "Cleo", "The reply comes before what it answers."),
              comment(1, 0, "1", "Ann", "The pier is closed again."),
              comment(2, 1, "1", "Bob", "Since Monday, yes."),
              comment(4, 0, "0", "Dora", "This one waits."),
              comment(5, 0, "trash", "Eve", "This one was thrown away."),
              comment(6, 99, "1", "Finn", "What this answers is gone.")));

  private Answer send(Desk desk, Map<String, String> fields, String... files) {
    String boundary = "----" + UUID.randomUUID();
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)));
    for (String file : files) {
      form.append(
          ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"export.xml\"\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n%s\r\n")
              .formatted(boundary, file));
    }
    form.append("--").append(boundary).append("--\r\n");
    return parley.send(
        "POST",
        site.path("/imports"),
        form.toString().getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "multipart/form-data; boundary=" + boundary,
        "Cookie",
        desk.cookie());
  }

  private JsonObject imported(Map<String, String> fields, String... files) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("from", "wordpress"));
    all.putAll(fields);
    Answer begun = send(administrator, all, files);
    assertEquals(202, begun.status(), begun::text);
    String path = site.path("/imports/" + begun.json().getString("id"));
    JsonObject state = administrator.get(path).json();
    while (state.getString("state").equals("running")) {
      state = administrator.get(path).json();
    }
    return state;
  }

  private JsonArray thread(String article) {
    return site.thread(article).json().getJsonArray("comments");
  }

  private int waiting(String queue) {
    return administrator
        .get(site.path("/cases?queue=" + queue))
        .json()
        .getJsonArray("cases")
        .size();
  }

  private static List<String> texts(JsonArray comments) {
    List<String> texts = new ArrayList<>();
    comments.forEach(
        one -> {
          JsonObject comment = (JsonObject) one;
          texts.add(comment.getString("html").replaceAll("<[^>]+>", "").strip());
          texts.addAll(texts(comment.getJsonArray("replies", new JsonArray())));
        });
    return texts;
  }

  @Test
  void archive_becomesThreadsAndQueues() {
    JsonObject done = imported(Map.of(), ARCHIVE);
    assertEquals("done", done.getString("state"), done::encode);
    assertEquals(6, done.getInteger("stored"), done::encode);
    assertEquals(1, done.getInteger("orphans"), done::encode);
    assertEquals(
        List.of(
            "The pier is closed again.",
            "Since Monday, yes.",
            "The reply comes before what it answers.",
            "What this answers is gone."),
        texts(thread(PAGE)).stream().sorted(this::byPlace).toList());
    assertEquals(1, waiting("pending"));
    assertEquals(1, waiting("rejected"));
    assertEquals(4, site.thread(PAGE).json().getJsonObject("article").getInteger("count"));
  }

  private int byPlace(String one, String other) {
    return Integer.compare(ARCHIVE_ORDER.indexOf(one), ARCHIVE_ORDER.indexOf(other));
  }

  private static final List<String> ARCHIVE_ORDER =
      List.of(
          "The pier is closed again.",
          "Since Monday, yes.",
          "The reply comes before what it answers.",
          "What this answers is gone.");

  @Test
  void replies_whoseTextsAreGone_standAtTheTop_howeverManyThereAre() {
    StringBuilder comments = new StringBuilder();
    for (int id = 1; id <= 10_050; id++) {
      comments.append(
          comment(id, 100_000 + id, "1", "Ann", "No. " + id)
              .replace(" " + (10 + id / 60) + ":", " 10:")
              .replace("192.0.2." + id, "192.0.2.1"));
    }

    JsonObject done = imported(Map.of(), blog(item(PAGE, comments.toString())));

    assertEquals("done", done.getString("state"), done::encode);
    assertEquals(10_050, done.getInteger("stored"), done::encode);
    assertEquals(10_050, done.getInteger("orphans"), done::encode);
  }

  @Test
  void importedTwice_isStoredOnce() {
    imported(Map.of(), ARCHIVE);
    String before = site.thread(PAGE).text();
    JsonObject again = imported(Map.of(), ARCHIVE);
    assertEquals(0, again.getInteger("stored"), again::encode);
    assertEquals(6, again.getInteger("known"), again::encode);
    assertEquals(before, site.thread(PAGE).text());
  }

  @Test
  void laterExport_addsOnlyWhatIsNew() {
    imported(Map.of(), ARCHIVE);
    JsonObject later =
        imported(
            Map.of(),
            ARCHIVE.replace(
                "</item>",
                comment(7, 3, "1", "Gus", "Written since the last export.") + "</item>"));
    assertEquals(1, later.getInteger("stored"), later::encode);
    assertEquals(6, later.getInteger("known"), later::encode);
    assertTrue(texts(thread(PAGE)).contains("Written since the last export."));
  }

  @Test
  void twoBlogs_whoseCommentsHaveTheSameNumbers_areBothStored() {
    String ours =
        blog(item(PAGE, comment(1, 0, "1", "Ann", "Ours."), comment(2, 1, "1", "Bo", "Yes.")));
    String theirs =
        blog(item(
                "https://other.example/quay",
                comment(1, 0, "1", "Cleo", "Theirs."),
                comment(2, 1, "1", "Dan", "No.")))
            .replace("https://blog.example</wp", "http://Other.example/</wp");
    JsonObject rehearsed = imported(Map.of("dryRun", "true"), ours, theirs);
    assertEquals(4, rehearsed.getInteger("stored"), rehearsed::encode);
    assertEquals(0, rehearsed.getInteger("orphans"), rehearsed::encode);
    assertEquals(2, imported(Map.of(), ours).getInteger("stored"));
    assertEquals(2, imported(Map.of(), theirs).getInteger("stored"));
    String moved = theirs.replace("http://Other.example/<", "https://other.example<");
    assertEquals(4, imported(Map.of(), ours, moved).getInteger("known"));
    assertEquals(List.of("Theirs.", "No."), texts(thread("https://other.example/quay")));
  }

  @Test
  void commentOnNoPage_isSkippedAndReadOnce() {
    String archive = blog(item("", comment(1, 0, "1", "Ann", "Where does this belong?")));
    for (String dryRun : List.of("true", "false")) {
      JsonObject done = imported(Map.of("dryRun", dryRun), archive);
      assertEquals(1, done.getInteger("read"), done::encode);
      assertEquals(0, done.getInteger("stored"), done::encode);
      JsonObject skipped = done.getJsonArray("skipped").getJsonObject(0);
      assertEquals(1, skipped.getInteger("count"), done::encode);
    }
  }

  @Test
  void decisionTakenHere_outlivesTheNextImport() {
    imported(Map.of(), ARCHIVE);
    JsonObject held =
        administrator
            .get(site.path("/cases?queue=pending"))
            .json()
            .getJsonArray("cases")
            .getJsonObject(0);
    assertEquals("Dora", held.getJsonObject("author").getString("name"), held::encode);
    JsonObject decided =
        administrator.decide(
            site, held.getString("id"), held.getInteger("version"), "approve", null);
    assertEquals("approved", decided.getString("status"), decided::encode);
    imported(Map.of(), ARCHIVE);
    assertEquals(0, waiting("pending"));
    assertTrue(texts(thread(PAGE)).contains("This one waits."));
    assertEquals(5, site.thread(PAGE).json().getJsonObject("article").getInteger("count"));
  }

  @Test
  void rehearsal_tellsTheSameAndStoresNothing() {
    JsonObject rehearsed = imported(Map.of("dryRun", "true"), ARCHIVE);
    assertEquals("done", rehearsed.getString("state"), rehearsed::encode);
    assertEquals(6, rehearsed.getInteger("stored"), rehearsed::encode);
    assertEquals(1, rehearsed.getInteger("orphans"), rehearsed::encode);
    assertEquals(List.of(), texts(thread(PAGE)));
    JsonObject done = imported(Map.of(), ARCHIVE);
    for (String name : List.of("read", "stored", "known", "skipped", "orphans", "pages")) {
      assertEquals(rehearsed.getValue(name), done.getValue(name), name);
    }
  }

  @Test
  void reply_toAnImportedComment_standsBelowIt() {
    imported(Map.of(), ARCHIVE);
    String ann = thread(PAGE).getJsonObject(thread(PAGE).size() - 1).getString("id");
    Answer reply = site.reply(PAGE, ann, "Hugo", "Is it open by now?");
    assertEquals(201, reply.status(), reply::text);
    assertTrue(texts(thread(PAGE)).contains("Is it open by now?"));
  }

  @Test
  void archive_withEnoughDecisions_isLearntFromInTheShadow() {
    Wordings wordings = new Wordings(7);
    String[] comments = new String[240];
    for (int i = 0; i < comments.length; i++) {
      boolean spam = i % 3 == 0;
      comments[i] = comment(i + 1, 0, spam ? "spam" : "1", "Reader" + i, wordings.of(spam));
    }
    assertEquals(240, imported(Map.of(), blog(item(PAGE, comments))).getInteger("stored"));

    JsonObject shadow = awaitShadow();
    JsonObject unseen = shadow.getJsonObject("card").getJsonObject("unseen");
    assertEquals(
        unseen.getInteger("decisions"),
        unseen.getJsonObject("languages").stream()
            .mapToInt(one -> ((JsonObject) one.getValue()).getInteger("decisions"))
            .sum(),
        unseen::encode);
    assertEquals(48, unseen.getInteger("decisions"), unseen::encode);
    int known = unseen.getJsonObject("champion").getJsonObject("spam").getInteger("spam");
    int learnt = unseen.getJsonObject("shadow").getJsonObject("spam").getInteger("spam");
    assertTrue(learnt > known, unseen::encode);
    assertEquals("champion", models().get(models().size() - 1).getString("mode"));
    double before = spam("We do the granite worktop and vanity stonework with samples for you");

    int version = shadow.getInteger("version");
    Answer chosen =
        administrator.send("POST", site.path("/models/" + version + "/champion"), new JsonObject());

    assertEquals(200, chosen.status(), chosen::text);
    assertEquals("champion", models().get(0).getString("mode"));
    double after = spam("We do the granite worktop and vanity stonework with samples for you");
    assertTrue(after > before, before + ", then " + after);
  }

  private List<JsonObject> models() {
    return administrator.get(site.path("/models")).json().getJsonArray("models").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject awaitShadow() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      for (JsonObject model : models()) {
        if (model.getString("mode").equals("shadow")) {
          return model;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("No model in the shadow: " + models());
  }

  private double spam(String text) {
    return administrator
        .send(
            "POST",
            "/api/v1/score",
            new JsonObject().put("text", text).put("lang", "en").put("site", site.slug()))
        .json()
        .getJsonObject("scores")
        .getDouble("spam");
  }

  @Test
  void archive_withFewDecisions_teachesNothing() {
    imported(Map.of(), ARCHIVE);

    SiteModels all = parley.service().siteModels().orElseThrow();
    all.learnFromArchive(parley.service().sites().get(site.slug()).await().id());
    all.learnt().await();
    assertEquals(1, models().size());
  }

  @ParameterizedTest
  @CsvSource({
    "https://ann.example/, https://ann.example/",
    "ann.example, http",
    "javascript:alert(1), ''",
    "JaVaScRiPt:alert(1)//https://ann.example, ''",
    "data:text/html;base64;x, ''"
  })
  void website_ofAnAuthor_isALinkOrNothing(String written, String beginning) {
    String archive =
        blog(
            item(
                PAGE,
                comment(1, 0, "1", "Ann", "See my page.")
                    .replace(
                        "<wp:comment_author_IP>",
                        "<wp:comment_author_url>"
                            + written
                            + "</wp:comment_author_url><wp:comment_author_IP>")));
    imported(Map.of(), archive);

    String url = thread(PAGE).getJsonObject(0).getJsonObject("author").getString("url", "");
    assertEquals(beginning.isEmpty(), url.isEmpty(), url);
    assertTrue(url.startsWith(beginning) && !url.contains("javascript"), url);
  }

  @Test
  void rules_forThousandsOfPages_areTaken() {
    StringBuilder rules = new StringBuilder();
    for (int page = 0; page < 3_000; page++) {
      rules.append("https://blog.example/old/").append(page).append(" https://blog.example/new/");
      rules.append(page).append('\n');
    }
    String archive =
        blog(item("https://blog.example/old/2999", comment(1, 0, "1", "Ann", "Moved.")));

    JsonObject done = imported(Map.of("map", rules.toString()), archive);

    assertEquals(1, done.getInteger("stored"), done::encode);
    assertEquals(List.of("Moved."), texts(thread("https://blog.example/new/2999")));
  }

  @Test
  void pages_goWhereTheRulesSay() {
    JsonObject done =
        imported(
            Map.of("map", "# moved\nblog.example www.ledger.example\n?p"),
            blog(
                item(
                    "https://BLOG.example:443/pier/?utm_source=x#top",
                    comment(1, 0, "1", "Ann", "One")),
                item("http://blog.example/pier?p=2", comment(2, 0, "1", "Bob", "Two"))));
    assertEquals(2, done.getInteger("stored"), done::encode);
    assertEquals(2, thread("https://www.ledger.example/pier").size());
  }

  @Test
  void htmlThatMarkdownCannotSay_isShownSafely() {
    imported(
        Map.of(),
        blog(
            item(
                PAGE,
                comment(
                    1,
                    0,
                    "1",
                    "Ann",
                    "<p>See <a href=\"https://ledger.example/x\">this</a> <b onclick=\"x()\">now</b>"
                        + "<script>alert(1)</script><img src=x onerror=alert(1)></p>"))));
    String html = thread(PAGE).getJsonObject(0).getString("html");
    assertTrue(html.contains("href=\"https://ledger.example/x\""), html);
    assertFalse(
        html.contains("<script") || html.contains("onclick") || html.contains("<img"), html);
  }

  @Test
  void brokenArchive_failsWithItsPlace_andKeepsWhatCameBefore() {
    String broken = ARCHIVE.substring(0, ARCHIVE.indexOf("This one waits."));
    JsonObject failed = imported(Map.of(), broken);
    assertEquals("failed", failed.getString("state"), failed::encode);
    assertTrue(failed.getString("error").contains("0000"), failed::encode);
    JsonObject done = imported(Map.of(), ARCHIVE);
    assertEquals(6, done.getInteger("stored") + done.getInteger("known"), done::encode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=livefyre|from|Use one of",
        "from=|from|Use one of",
        "map=one two three|map|Line 1 is no rule",
        "map=~( x|map|Line 1 is no rule",
        "map=a* b|map|Line 1 is no rule",
        "map=~x $1|map|Line 1 is no rule",
      })
  void badFields_areNamed(String field, String name, String message) {
    String[] sides = field.split("=", 2);
    Map<String, String> fields = new LinkedHashMap<>(Map.of("from", "wordpress"));
    fields.put(sides[0], sides[1]);
    Answer refused = send(administrator, fields, ARCHIVE);
    assertEquals(422, refused.status(), refused::text);
    JsonObject error = refused.json().getJsonArray("errors").getJsonObject(0);
    assertEquals(name, error.getString("field"));
    assertTrue(error.getString("message").contains(message), error::encode);
  }

  @Test
  void noFile_andNoForm_areRefused() {
    assertEquals(422, send(administrator, Map.of("from", "wordpress")).status());
    Answer json = administrator.send("POST", site.path("/imports"), new JsonObject());
    assertEquals(400, json.status(), json::text);
  }

  @Test
  void onlyAdministrators_import() {
    assertEquals(
        403, send(parley.moderator(site, "Ana"), Map.of("from", "wordpress"), "").status());
    assertEquals(
        401,
        parley
            .send(
                "POST",
                site.path("/imports"),
                new byte[] {1},
                "Content-Type",
                "multipart/form-data")
            .status());
    assertEquals(404, administrator.get(site.path("/imports/" + UUID.randomUUID())).status());
  }

  @Test
  void import_standsInTheLog() {
    imported(Map.of(), ARCHIVE);
    JsonObject logged =
        administrator
            .get(site.path("/decisions?action=import"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertEquals("wordpress: 6 comments stored, 0 known before", logged.getString("note"));
  }
}
