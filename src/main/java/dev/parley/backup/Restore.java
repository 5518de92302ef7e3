package dev.parley.backup;

import static dev.parley.database.Patiently.await;

import dev.parley.backup.BackupContents.StoredTable;
import dev.parley.backup.Catalogue.Table;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.database.Migrations;
import dev.parley.database.RowProgress;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A backup being put back, in one transaction: either everything is as it was when the backup was
 * made, or nothing has changed. A backup of an earlier Parley goes into the tables it had, which
 * are then brought up to date. It runs on a thread that may wait; how far it is may be asked from
 * any.
 */
public final class Restore {
  /** The setting that is another one after every restore; {@link RestoreWatch} looks at it. */
  static final String MARK = "restored";

  private static final Duration LONG = Duration.ofHours(6);
  private static final int ATTEMPTS = 5;

  private final BackupFile file;
  private final boolean replace;
  private final RowProgress progress = new RowProgress();

  /**
   * @param replace whether what is in the database may go
   */
  public Restore(BackupFile file, boolean replace) {
    this.file = file;
    this.replace = replace;
  }

  /** Puts it back; refuses what cannot end well before anything is changed. */
  public void run(Database database) throws IOException {
    List<String> unknown = Migrations.unknown(file.contents().migrations());
    if (!unknown.isEmpty()) {
      throw new IOException(
          "This backup was made by another Parley, whose schema is unknown here ("
              + String.join(", ", unknown)
              + "). Restore it with that one, or a newer one.");
    }
    PgConnection connection = await(database.connect());
    try {
      await(connection.query("begin").execute());
      put(connection);
      await(connection.query("commit").execute());
    } finally {
      // What is not committed goes with its connection.
      await(connection.close());
    }
  }

  private void put(PgConnection tx) throws IOException {
    List<Table> present = locked(tx, 1);
    refuse(tx, present);
    drop(tx, present);
    await(Migrations.applyWithin(tx, file.contents().migrations()::containsKey), LONG);
    progress.expect(file.contents().rows());
    List<String> known = Catalogue.of(tx).stream().map(Table::name).toList();
    for (StoredTable table : file.contents().tables()) {
      if (!known.contains(table.name())) {
        throw new DamagedBackup("The backup has a table that no Parley made: " + table.name());
      }
      // A migration may put rows in.
      await(tx.query("delete from " + Catalogue.quoted(table.name())).execute());
      try (RowBatch batch = new RowBatch(tx, table, progress)) {
        file.each(table, batch::add);
        batch.flush();
      }
    }
    await(Migrations.applyWithin(tx, any -> true), LONG);
    for (Table table : Catalogue.of(tx)) {
      await(tx.query("analyze " + Catalogue.quoted(table.name())).execute(), LONG);
    }
    mark(tx);
  }

  /**
   * The tables, which nobody else reads or writes from now on. Who holds one of them may wait for
   * another that is taken already; then PostgreSQL ends one of the two, and it is tried again.
   */
  private static List<Table> locked(PgConnection tx, int attempt) throws IOException {
    List<Table> tables = Catalogue.of(tx);
    if (tables.isEmpty()) {
      return tables;
    }
    try {
      await(tx.query("set local lock_timeout = '60s'").execute());
      await(tx.query("lock table " + names(tables) + " in access exclusive mode").execute());
      return tables;
    } catch (PgException refused) {
      boolean deadlock = "40P01".equals(refused.getSqlState());
      if (deadlock && attempt < ATTEMPTS) {
        await(tx.query("rollback").execute());
        await(tx.query("begin").execute());
        return locked(tx, attempt + 1);
      }
      throw new IOException(
          "Others are at work in this database and did not let go of it within a minute. Nothing has"
              + " changed. Try again, or stop the service first.",
          refused);
    }
  }

  private static String names(List<Table> tables) {
    return tables.stream()
        .map(table -> Catalogue.quoted(table.name()))
        .collect(Collectors.joining(", "));
  }

  private void refuse(PgConnection tx, List<Table> present) throws IOException {
    if (!present.isEmpty() && await(Migrations.applied(tx)).isEmpty()) {
      throw new IOException(
          "This database belongs to another program. Name an empty one, or Parley's own.");
    }
    if (replace) {
      return;
    }
    for (Table table : present) {
      String some =
          "select exists (select from %s) as there".formatted(Catalogue.quoted(table.name()));
      if (await(tx.query(some).execute()).iterator().next().getBoolean("there")) {
        throw new IOException(
            "This database is not empty (there are rows in "
                + table.name()
                + "). Nothing has changed. With --replace everything in it gives way to the backup.");
      }
    }
  }

  /** Views go with their tables. */
  private static void drop(PgConnection tx, List<Table> present) throws IOException {
    if (!present.isEmpty()) {
      await(tx.query("drop table " + names(present) + " cascade").execute());
    }
    await(tx.query("drop table if exists migration").execute());
  }

  private static void mark(PgConnection tx) throws IOException {
    await(
        tx.preparedQuery(
                """
                insert into setting (name, value) values ($1, $2)
                on conflict (name) do update set value = excluded.value
                """)
            .execute(Tuple.of(MARK, Ids.next().toString())));
  }

  /** How far it is. */
  public JsonObject json() {
    return progress.json();
  }
}
