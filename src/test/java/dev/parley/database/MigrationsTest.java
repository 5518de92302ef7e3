package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filled databases of every earlier schema become today's. */
class MigrationsTest {
  private static final String COMMENT = "01900000-0000-7000-8000-000000000001";

  private static final String ROWS =
      """
      insert into site (id, slug, name, settings) values (1, 'ledger', 'The Ledger', '{}');
      insert into article (site_id, id, key, shown_n, version)
        values (1, 'ARTICLE', 'pier', 1, 1);
      insert into author (site_id, id, name, email)
        values (1, '00000000-0000-5000-8000-000000000002', 'Ana', 'ana@readers.example');
      insert into moderator (id, email, name, password_hash, role) values
        ('01900000-0000-7000-8000-000000000003', 'tom@ledger.example', 'Tom', '-', 'administrator');
      insert into decision (site_id, id, comment_id, moderator_id, action, from_status, to_status,
          version, created_at)
        values (1, '01900000-0000-7000-8000-000000000004', '01900000-0000-7000-8000-000000000001',
          '01900000-0000-7000-8000-000000000003', 'approve', 0, 1, 2, '2026-01-02');
      insert into report (site_id, comment_id, reporter, reason, created_at)
        values (1, '01900000-0000-7000-8000-000000000001', '\\x01', 'spam', '2026-01-03');
      insert into session (token_hash, moderator_id, expires_at)
        values ('\\x02', '01900000-0000-7000-8000-000000000003', '2036-01-01');
      insert into comment (site_id, id, article_id, root_id, ancestors, author_id, author_name,
          status, shown, version, verdict, report_n, created_at, editable_until, token_hash,
          fingerprint, %s body, html)
        values (1, '01900000-0000-7000-8000-000000000001', 'ARTICLE',
          '01900000-0000-7000-8000-000000000001', '{}', '00000000-0000-5000-8000-000000000002',
          'Ana', 1, 1, 2, 1, 1, '2026-01-01', '2026-01-01', '\\x03', 4, %s
          'The pier is open.', '<p>The pier is open.</p>');
      """;

  /** The suspect words of a site that left them as they came, before they got a list. */
  private static final List<String> WORDS_OF_0_1 =
      Stream.concat(
              Stream.of(
                  """
                  moron morons idiot idiots retard retards retarded scumbag scumbags
                  asshole assholes arsehole arseholes bastard bastards bitch bitches bitching
                  cunt cunts cunty wanker wankers whore whores slut sluts slutty
                  fuck fucks fucked fucker fuckers fucking fuckin fuckface fuckhead fuckheads
                  fuckwit fuckwits motherfucker motherfuckers motherfucking
                  """
                      .strip()
                      .split("\\s+")),
              Stream.of("kill yourself", "go die"))
          .toList();

  private final Vertx vertx = Vertx.vertx();
  private final List<Database> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(database -> database.close().await());
    vertx.close().await();
  }

  private Database open(String url) {
    Database database = Database.open(vertx, url, 2);
    opened.add(database);
    return database;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private String made(String name) throws Exception {
    String url = TestParley.shared().service().databaseUrl();
    await(open(url).pool().query("create database " + name).execute());
    return url.substring(0, url.lastIndexOf('/') + 1) + name;
  }

  /** A database as it was when so many files had been applied, with rows in it. */
  private Database filled(String url, int files) throws Exception {
    Database database = open(url);
    await(new Migrations(database, Migrations.FILES.subList(0, files)).apply());
    String rows =
        (files == 1 ? ROWS.formatted("simhash,", "5,") : ROWS.formatted("", ""))
            .replace("ARTICLE", Ids.article(1, "pier").toString());
    await(database.pool().query(rows).execute());
    return database;
  }

  private static List<String> schema(Database database) throws Exception {
    List<String> lines = new ArrayList<>();
    await(
            database
                .pool()
                .query(
                    """
                    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                      || ' ' || coalesce(column_default, '') as line
                    from information_schema.columns where table_schema = 'public'
                    union all select indexdef from pg_indexes where schemaname = 'public'
                    order by 1
                    """)
                .execute())
        .forEach(row -> lines.add(row.getString("line")));
    return lines;
  }

  static IntStream earlier() {
    return IntStream.range(1, Migrations.FILES.size());
  }

  @ParameterizedTest
  @MethodSource("earlier")
  void database_filledUnderAnEarlierSchema_becomesTodays(int files) throws Exception {
    Database upgraded = filled(made("upgraded_" + files), files);

    await(new Migrations(upgraded).apply());

    assertEquals(schema(open(TestParley.shared().service().databaseUrl())), schema(upgraded));
    Row comment = await(upgraded.pool().query("select * from comment").execute()).iterator().next();
    assertEquals("The pier is open.", comment.getString("body"));
    assertEquals(2, comment.getInteger("version"));
    if (files < 2) {
      assertEquals(1, comment.getInteger("decided"), "what a moderator had decided");
    }
    if (files < 1 + Migrations.FILES.indexOf("012-desk.sql")) {
      assertEquals("2026-01-03", comment.getOffsetDateTime("reported_at").toLocalDate().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void suspectWords_leftAsTheyCame_areTheNewListAndOthersStay(boolean left) throws Exception {
    int before = Migrations.FILES.indexOf("029-insults.sql");
    Database database = filled(made("insults_" + left), before);
    JsonArray words = new JsonArray();
    WORDS_OF_0_1.forEach(word -> words.add("en:" + word));
    if (!left) {
      words.add("tram");
    }
    await(
        database
            .pool()
            .preparedQuery("update site set settings = $1")
            .execute(Tuple.of(new JsonObject().put("suspectWords", words))));

    await(new Migrations(database).apply());

    JsonObject settings =
        await(database.pool().query("select settings from site").execute())
            .iterator()
            .next()
            .getJsonObject("settings");
    assertEquals(left ? new JsonObject() : new JsonObject().put("suspectWords", words), settings);
  }

  @Test
  void service_onTheFirstSchemasRows_servesThem() throws Exception {
    String url = made("upgraded_and_served");
    filled(url, 1);

    try (TestParley parley =
        TestParley.start(
            java.util.Map.of(
                "database.url", url, "demo", "false", "secondOpinion.when", "never"))) {
      String thread = parley.get("/api/v1/sites/ledger/comments?article=pier").text();

      assertTrue(thread.contains(COMMENT), thread);
      assertTrue(thread.contains("The pier is open."), thread);
    }
  }

  @Test
  void twoNodesAtOnce_applyEachFileOnce() throws Exception {
    String url = made("upgraded_twice_at_once");
    filled(url, 1);
    List<Future<Void>> nodes =
        List.of(new Migrations(open(url)).apply(), new Migrations(open(url)).apply());

    await(Future.all(nodes));

    List<String> applied = new ArrayList<>();
    await(open(url).pool().query("select file from migration order by file").execute())
        .forEach(row -> applied.add(row.getString("file")));
    assertEquals(Migrations.FILES, applied);
  }

  @Test
  void fileThatChanged_isRefusedAndSaysWhatToDo() throws Exception {
    Database database = open(made("changed"));
    await(new Migrations(database).apply());
    await(
        database
            .pool()
            .query("update migration set sha256 = 'other' where file = '004-mending.sql'")
            .execute());

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> await(new Migrations(database).apply()));

    assertTrue(
        refused.getMessage().startsWith("Migration 004-mending.sql has changed"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("restore a dump"), refused.getMessage());
  }
}
