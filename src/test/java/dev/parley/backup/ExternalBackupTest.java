package dev.parley.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.slow.OtherProcess;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a PostgreSQL of the operator's own, as operating.md says. */
@OtherProcess
class ExternalBackupTest {
  @TempDir private Path folder;

  private static String command(String program) throws Exception {
    return Files.readAllLines(Path.of("src/site/markdown/operating.md")).stream()
        .filter(line -> line.startsWith("    " + program + " "))
        .findFirst()
        .orElseThrow()
        .strip();
  }

  private static void execute(String url, String sql) throws Exception {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, url, 1);
    try {
      database.pool().query(sql).execute().await(60, TimeUnit.SECONDS);
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  private static TestParley serviceOn(String url) {
    return TestParley.start(
        Map.of("database.url", url, "demo", "false", "secondOpinion.when", "never"));
  }

  @Test
  void embeddedDatabase_movesIntoAnotherPostgres_andItsDumpIntoAnother() throws Exception {
    Optional<Path> programs = ExternalPostgres.installed();
    assumeTrue(programs.isPresent(), "Without Debian's postgresql its recipe is not tried");
    TestSite site = TestParley.shared().site();
    assertEquals(201, site.post("pier", "Ann", "The pier is open.").status());
    String thread = site.thread("pier").text();
    Path file = folder.resolve("parley.backup");
    Files.createDirectories(folder);
    Vertx vertx = Vertx.vertx();
    try (ExternalPostgres server = ExternalPostgres.start(programs.orElseThrow(), folder)) {
      execute(server.url("postgres"), "create database parley");
      execute(server.url("postgres"), "create database other");
      Database embedded = Database.open(vertx, TestParley.shared().service().databaseUrl(), 1);
      Database own = Database.open(vertx, server.url("parley"), 1);
      new BackupRun().write(embedded, file);
      try (BackupFile backup = BackupFile.open(file)) {
        new Restore(backup, false).run(own);
      }
      embedded.close().await();
      own.close().await();

      try (TestParley moved = serviceOn(server.url("parley"))) {
        assertEquals(
            thread, moved.get(site.path("/comments?article=pier")).text(), "in its own server");
      }
      server.shell(
          "cd %s && DATABASE_URL=%s && %s"
              .formatted(folder, server.url("parley"), command("pg_dump")));
      server.shell(
          "cd %s && EMPTY_DATABASE_URL=%s && %s"
              .formatted(folder, server.url("other"), command("pg_restore")));
      try (TestParley restored = serviceOn(server.url("other"))) {
        assertEquals(thread, restored.get(site.path("/comments?article=pier")).text(), "restored");
        assertTrue(restored.get("/health/ready").text().contains("ready"));
      }
    } finally {
      vertx.close().await();
    }
  }
}
