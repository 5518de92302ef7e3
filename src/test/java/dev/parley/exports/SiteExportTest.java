package dev.parley.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.database.Ids;
import dev.parley.imports.SiteRun;
import dev.parley.site.Sites;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site taken out of one Parley and brought into another. */
class SiteExportTest {
  private static FilledSite filled;
  private static String archive;

  @AutoClose private final Copy shared = Copy.shared();
  @AutoClose private final Copy other = Copy.empty();

  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws IOException {
    filled = FilledSite.make();
    try (Copy shared = Copy.shared()) {
      archive = shared.exported(filled.slug(), ExportFormat.PARLEY);
    }
  }

  @Test
  void site_inAnEmptyService_isTheSameRowByRow_andToTheByte() throws IOException {
    JsonObject report = other.imported(archive);
    assertEquals(shared.site(filled.slug()).id(), other.site(filled.slug()).id());
    Map<String, List<String>> before = shared.rows(filled.slug());
    before.forEach((table, rows) -> assertFalse(rows.isEmpty(), table + " was not filled"));
    Map<String, List<String>> after = other.rows(filled.slug());
    before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
    assertEquals(archive, other.exported(filled.slug(), ExportFormat.PARLEY));
    assertEquals(before.get("comment").size(), report.getInteger("stored"), report::encode);
    assertEquals(archive.lines().count() - 2, report.getInteger("read") * 1L, report::encode);
    assertEquals(List.of("0"), other.texts("select count(*) as value from outbox"));
  }

  @Test
  void people_whomTheLogNames_areNamed_andHaveNoAccess() throws IOException {
    other.imported(archive);
    assertEquals(
        List.of("moderator  true"),
        other.texts(
            "select role || ' ' || password_hash || ' ' || (removed_at is not null) as value"
                + " from moderator where name = 'Ana of "
                + filled.slug()
                + "'"));
    assertFalse(archive.contains("argon2"), "A password's hash leaves");
    assertFalse(archive.contains("@" + filled.slug() + ".example"), "An account's e-mail leaves");
  }

  @Test
  void importedTwice_andRehearsed_nothingChanges() throws IOException {
    JsonObject rehearsed = other.imported(archive, Optional.empty(), true);
    assertEquals(List.of("0"), other.texts("select count(*) as value from site"));
    JsonObject first = other.imported(archive);
    Map<String, List<String>> before = other.rows(filled.slug());
    for (String name : List.of("read", "stored", "known", "pages")) {
      assertEquals(first.getValue(name), rehearsed.getValue(name), name);
    }
    JsonObject again = other.imported(archive, Optional.empty(), true);
    JsonObject second = other.imported(archive);
    assertEquals(0, again.getInteger("stored"), again::encode);
    assertEquals(0, second.getInteger("stored"), second::encode);
    assertEquals(first.getInteger("stored"), second.getInteger("known"), second::encode);
    assertEquals(before, other.rows(filled.slug()));
  }

  @Test
  void editToken_worksInTheOtherService() throws IOException {
    other.imported(archive);
    try (TestParley service =
        TestParley.start(Map.of("database.url", other.url(), "demo", "false"))) {
      String root = "/api/v1/sites/" + filled.slug();
      JsonObject comment = filled.first().getJsonObject("comment");
      Answer edited =
          service.send(
              "PATCH",
              root + "/comments/" + comment.getString("id"),
              new JsonObject().put("body", "The pier is open."),
              "Authorization",
              "Bearer " + filled.first().getString("editToken"));
      assertEquals(200, edited.status(), edited::text);
      Answer thread = service.get(root + "/comments?article=" + FilledSite.PIER);
      assertTrue(thread.text().contains("The pier is open."), thread::text);
    }
  }

  @Test
  void oldKey_leadsToItsArticleInTheOtherService() throws IOException {
    other.run("insert into site (id, slug, name) values (1000, 'theirs', 'Theirs')");
    other.imported(archive);
    try (TestParley service =
        TestParley.start(Map.of("database.url", other.url(), "demo", "false"))) {
      String thread = "/api/v1/sites/" + filled.slug() + "/comments?article=";
      JsonArray comments = service.get(thread + FilledSite.QUAY).json().getJsonArray("comments");
      assertFalse(comments.isEmpty());
      assertEquals(
          comments, service.get(thread + FilledSite.OLD_QUAY).json().getJsonArray("comments"));
    }
  }

  @Test
  void serviceWithAnotherSite_keepsIt_andNumbersTheNewOneAnew() throws IOException {
    int taken = shared.site(filled.slug()).id();
    other.run(
        """
        insert into site (id, slug, name) values (%1$d, 'theirs', 'Theirs');
        insert into article (site_id, id, key, shown_n)
        values (%1$d, '%2$s', 'pier', 3)
        """
            .formatted(taken, Ids.article(taken, FilledSite.PIER)));
    Map<String, List<String>> theirs = other.rows("theirs");
    other.imported(archive);
    assertEquals(theirs, other.rows("theirs"));
    int number = other.site(filled.slug()).id();
    assertNotEquals(taken, number);
    Map<String, List<String>> here = new LinkedHashMap<>(other.rows(filled.slug()));
    Map<String, List<String>> there = new LinkedHashMap<>(shared.rows(filled.slug()));
    for (String table : List.of("article", "article_alias", "comment", "vote", "subscription")) {
      for (String key : List.of(FilledSite.PIER, FilledSite.QUAY, FilledSite.OLD_QUAY)) {
        String was = Ids.article(taken, key).toString();
        String is = Ids.article(number, key).toString();
        there.compute(
            table,
            (name, rows) -> rows.stream().map(row -> row.replace(was, is)).sorted().toList());
      }
      here.compute(table, (name, rows) -> rows.stream().sorted().toList());
    }
    there.forEach((table, rows) -> assertEquals(rows, here.get(table), table));
  }

  @Test
  void site_underAnotherName_isASiteOfItsOwn() throws IOException {
    other.imported(archive);
    other.imported(archive, Optional.of("second"), false);
    assertEquals(
        other.rows(filled.slug()).get("comment").size(),
        other.rows("second").get("comment").size());
  }

  @Test
  void laterArchive_addsOnlyWhatIsNew_andCountsIt() throws IOException {
    other.imported(archive);
    String reply = "01999999-0000-7000-8000-000000000001";
    String root = filled.first().getJsonObject("comment").getString("id");
    other.run("update site set name = 'Ours' where slug = '" + filled.slug() + "'");
    String line =
        archive
            .lines()
            .filter(one -> one.startsWith("{\"comment\"") && one.contains("\"id\":\"" + root))
            .findFirst()
            .orElseThrow();
    String added =
        line.replace("\"id\":\"" + root, "\"id\":\"" + reply)
            .replace("\"parent_id\":null", "\"parent_id\":\"" + root + "\"")
            .replace("\"ancestors\":[]", "\"ancestors\":[\"" + root + "\"]");
    long rows = archive.lines().count() - 2;
    String later =
        archive
            .replace(line, line + "\n" + added)
            .replace("{\"rows\":" + rows + "}", "{\"rows\":" + (rows + 1) + "}");
    String count =
        "select reply_n || ' ' || shown_n as value from comment join article on article.site_id"
            + " = comment.site_id and article.id = article_id where comment.id = '"
            + root
            + "'";
    assertEquals(List.of("3 4"), other.texts(count));
    assertEquals(1, other.imported(later).getInteger("stored"));
    assertEquals(List.of("4 5"), other.texts(count));
    assertEquals(
        List.of("Ours"),
        other.texts("select name as value from site where slug = '" + filled.slug() + "'"));
    assertEquals(0, other.imported(later).getInteger("stored"));
    assertEquals(List.of("4 5"), other.texts(count));
  }

  @Test
  void importThatWasKilled_runAgain_isComplete() throws IOException {
    Path file = Files.writeString(folder.resolve("archive"), archive);
    SiteRun killed =
        new SiteRun(new Sites(other.database()), Optional.empty(), Optional.empty(), List.of(file));
    other.run("create rule killed as on insert to decision do instead select 1 / 0");
    assertThrows(RuntimeException.class, () -> killed.store(other.database(), threads -> {}));
    assertFalse(other.rows(filled.slug()).get("comment").isEmpty());
    other.run("drop rule killed on decision");
    JsonObject report = other.imported(archive);
    assertEquals(0, report.getInteger("stored"), report::encode);
    assertEquals(archive, other.exported(filled.slug(), ExportFormat.PARLEY));
  }

  @Test
  void archiveThatIsNotWhole_isRefused_andNothingIsStored() {
    String cut = archive.substring(0, archive.length() - 200);
    String without = archive.replaceFirst("\n\\{\"link\".*", "");
    String newer = archive.replace("\"version\":1}\n", "\"version\":2}\n");
    String unknown = archive.replaceFirst("\\{\"link\":\\{", "{\"link\":{\"colour\":1,");
    for (String broken : List.of(cut, without, newer, unknown, "{}", "", archive + "x")) {
      assertNotEquals(archive, broken);
      assertThrows(
          IOException.class,
          () -> other.imported(broken),
          broken.substring(0, broken.length() / 2));
    }
    assertEquals(List.of("0"), other.texts("select count(*) as value from site"));
  }

  @Test
  void archiveThatSomebodyChanged_bringsNoScript() throws IOException {
    String hostile =
        archive
            .replace(
                "<strong>pier</strong>", "<script>alert(1)</script><img src=x onerror=alert(1)>")
            .replaceFirst("\"author_url\":null", "\"author_url\":\"java\\\\tscript:alert(1)\"")
            .replace("\"url\":\"" + FilledSite.QUAY, "\"url\":\"javascript:alert(1)//");
    other.imported(hostile);
    String all =
        other.rows(filled.slug()).get("comment") + "" + other.rows(filled.slug()).get("article");
    assertFalse(all.contains("<script") || all.contains("onerror"), all);
    assertFalse(all.contains("alert(1)\""), all);
    assertFalse(all.contains("javascript:"), all);
  }
}
