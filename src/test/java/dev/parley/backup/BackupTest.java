package dev.parley.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.database.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that are written to a file and put back, beside a service that works on them. */
class BackupTest {
  private static final TestParley PARLEY = TestParley.shared();

  private final Vertx vertx = Vertx.vertx();
  private final List<Database> opened = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeAll
  static void fill() {
    TestSite site = PARLEY.site();
    JsonObject first =
        site.post("pier", "Ann", "The pier’s “rail” \\ is 3 m — 🚢\n\nand a\ttab.").json();
    site.reply("pier", first.getJsonObject("comment").getString("id"), "Bo", "It was 4 m.");
    PARLEY
        .administrator()
        .send(
            "POST",
            site.path("/webhooks"),
            new JsonObject()
                .put("url", "https://hooks.example/in")
                .put("format", "discord")
                .put("events", new io.vertx.core.json.JsonArray().add("comment.approved")));
  }

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

  private Database shared() {
    return open(PARLEY.service().databaseUrl());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private Database made(String name) throws Exception {
    String url = PARLEY.service().databaseUrl();
    await(shared().pool().query("create database " + name).execute());
    return open(url.substring(0, url.lastIndexOf('/') + 1) + name);
  }

  private Path backup() throws IOException {
    Path file = folder.resolve("parley.backup");
    new BackupRun().write(shared(), file);
    return file;
  }

  private static void restore(Path file, boolean replace, Database into) throws IOException {
    try (BackupFile backup = BackupFile.open(file)) {
      backup.verify();
      new Restore(backup, replace).run(into);
    }
  }

  private static List<String> rows(Database database, String table) throws Exception {
    return await(
            database
                .pool()
                .query("select row_to_json(one)::text as line from %s one".formatted(table))
                .execute())
        .stream()
        .map(row -> row.getString("line"))
        .sorted()
        .toList();
  }

  private static void replaced(Path file, String entry, UnaryOperator<String> change)
      throws IOException {
    try (var zip = java.nio.file.FileSystems.newFileSystem(file)) {
      Path inside = zip.getPath(entry);
      Files.writeString(inside, change.apply(Files.readString(inside)));
    }
  }

  @Test
  void backup_putIntoAnEmptyDatabase_isThatDatabaseRowByRow() throws Exception {
    // Beside other tests at work, only what one moment has can be compared.
    Database copy = made("backup_copy");
    restore(backup(), false, copy);
    Path file = folder.resolve("copy.backup");
    new BackupRun().write(copy, file);
    Database second = made("backup_second");

    restore(file, false, second);

    List<String> tables = Catalogue.of(copy.pool()).stream().map(Catalogue.Table::name).toList();
    assertTrue(tables.containsAll(List.of("comment", "decision", "webhook", "moderator")));
    for (String table : tables) {
      if (!table.equals("setting")) {
        assertEquals(rows(copy, table), rows(second, table), table);
      }
    }
    assertFalse(rows(second, "comment").isEmpty());
    assertTrue(rows(second, "webhook").toString().contains("discord"));
    assertEquals(
        await(copy.pool().withConnection(Migrations::applied)),
        await(second.pool().withConnection(Migrations::applied)));
  }

  @Test
  void backup_isReadableByItsOwnerAlone_andLeavesNothingBeside() throws Exception {
    Path file = backup();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var all = Files.list(folder)) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void backup_isOfOneMoment_whateverIsWrittenMeanwhile() throws Exception {
    TestSite site = PARLEY.site();
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch some = new CountDownLatch(3);
    Thread reader =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                site.post("busy", "Ann", "Comment number " + i + " about the harbour.");
                some.countDown();
              }
            });
    reader.start();
    some.await();
    Path file = backup();
    done.set(true);
    reader.join();
    Database copy = made("backup_moment");
    restore(file, false, copy);

    // Whatever the moment was, the article counts its comments, and each was screened and logged.
    Row row =
        await(
                copy.pool()
                    .preparedQuery(
                        """
                        with mine as (
                          select comment.* from comment join site on site.id = site_id
                          where slug = $1)
                        select (select count(*) from mine where shown = 1) as shown,
                          (select coalesce(sum(shown_n), 0) from article
                           where id in (select article_id from mine)) as counted,
                          (select count(*) from mine) as stored,
                          (select count(*) from screening
                           where comment_id in (select id from mine)) as screened
                        """)
                    .execute(Tuple.of(site.slug())))
            .iterator()
            .next();
    assertTrue(row.getLong("stored") >= 3, "stored");
    assertEquals(row.getLong("shown"), row.getLong("counted"));
    assertEquals(row.getLong("stored"), row.getLong("screened"));
  }

  @Test
  void database_thatIsNotEmpty_isKeptUnlessItMayGo() throws Exception {
    Path file = backup();
    Database full = made("backup_full");
    restore(file, false, full);
    await(full.pool().query("update site set name = 'Mine'").execute());

    IOException refused = assertThrows(IOException.class, () -> restore(file, false, full));

    assertTrue(refused.getMessage().contains("--replace"), refused.getMessage());
    assertTrue(rows(full, "site").get(0).contains("\"Mine\""));
    restore(file, true, full);
    assertFalse(rows(full, "site").get(0).contains("\"Mine\""));
  }

  @Test
  void database_ofAnotherProgram_isRefusedEvenIfItMayGo() throws Exception {
    Database theirs = made("backup_theirs");
    await(theirs.pool().query("create table invoice (id int)").execute());

    IOException refused = assertThrows(IOException.class, () -> restore(backup(), true, theirs));

    assertTrue(refused.getMessage().contains("another program"), refused.getMessage());
    await(theirs.pool().query("select * from invoice").execute());
  }

  @Test
  void backup_ofAnEarlierSchema_isBroughtUpToDate() throws Exception {
    Database earlier = made("backup_earlier");
    await(
        earlier
            .pool()
            .withTransaction(tx -> Migrations.applyWithin(tx, file -> file.compareTo("015") < 0)));
    await(
        earlier
            .pool()
            .query("insert into site (id, slug, name, settings) values (7, 'old', 'Old', '{}')")
            .execute());
    Path file = folder.resolve("earlier.backup");
    new BackupRun().write(earlier, file);
    Database today = made("backup_today");

    restore(file, false, today);

    assertEquals(1, rows(today, "site").size());
    assertEquals(
        await(shared().pool().withConnection(Migrations::applied)),
        await(today.pool().withConnection(Migrations::applied)));
  }

  @Test
  void backup_ofAnUnknownSchema_isRefused() throws Exception {
    Path file = backup();
    replaced(file, "backup.json", json -> json.replace("019-imports.sql", "919-later.sql"));
    Database empty = made("backup_unknown");

    IOException refused = assertThrows(IOException.class, () -> restore(file, false, empty));

    assertTrue(refused.getMessage().contains("919-later.sql"), refused.getMessage());
    assertEquals(List.of(), Catalogue.of(empty.pool()));
  }

  @Test
  void backup_thatLacksARow_isFoundOut() throws Exception {
    Path file = backup();
    replaced(
        file,
        "tables/comment.ndjson",
        lines -> lines.lines().skip(1).map(line -> line + "\n").collect(Collectors.joining()));

    assertDamaged(file, "comment");
  }

  @Test
  void backup_withAnotherLetter_isFoundOut() throws Exception {
    Path file = backup();
    replaced(file, "tables/site.ndjson", lines -> lines.replaceFirst("Site", "Sita"));

    assertDamaged(file, "site");
  }

  @Test
  void backup_thatWasCutShort_isFoundOut() throws Exception {
    Path file = backup();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length * 9 / 10));

    assertDamaged(file, "not whole");
  }

  @Test
  void backup_withAFlippedBit_isFoundOut() throws Exception {
    Path file = backup();
    byte[] whole = Files.readAllBytes(file);
    whole[withinAnEntry(whole)] ^= 4;
    Files.write(file, whole);

    assertThrows(
        IOException.class,
        () -> {
          try (BackupFile backup = BackupFile.open(file)) {
            backup.verify();
          }
        });
  }

  /** A place among an entry's data: a header has bytes that nobody reads, such as its time. */
  private static int withinAnEntry(byte[] zip) {
    int at = zip.length / 3;
    for (int i = at - 120; i < at + 40; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K') {
        at = i + 121;
        i = at - 120;
      }
    }
    return at;
  }

  @Test
  void file_thatIsNoBackup_isRefused() throws Exception {
    assertDamaged(Files.writeString(folder.resolve("notes.txt"), "Notes"), "no backup of Parley");
    assertDamaged(folder.resolve("none"), "There is no file");
  }

  private static void assertDamaged(Path file, String words) {
    DamagedBackup found =
        assertThrows(
            DamagedBackup.class,
            () -> {
              try (BackupFile backup = BackupFile.open(file)) {
                backup.verify();
              }
            });
    assertTrue(found.getMessage().contains(words), found.getMessage());
  }

  /** Restores set none: whoever adds a sequence must add it to the backup. */
  @Test
  void schema_hasNoSequences() throws Exception {
    assertEquals(
        0,
        await(
                shared()
                    .pool()
                    .query("select from pg_sequences where schemaname = current_schema()")
                    .execute())
            .size());
  }
}
