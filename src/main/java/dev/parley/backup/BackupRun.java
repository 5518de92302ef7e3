package dev.parley.backup;

import dev.parley.backup.BackupContents.StoredTable;
import dev.parley.backup.Catalogue.Table;
import dev.parley.database.Database;
import dev.parley.database.RowProgress;
import dev.parley.database.Snapshot;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A database being written to a file, as it is at one moment, while everybody goes on working with
 * it. The file is a zip with a line of JSON for every row of every table, and at its end {@link
 * BackupContents}. Memory does not grow with the database. It runs on a thread that may wait; how
 * far it is may be asked from any.
 */
public final class BackupRun {
  private static final int BUFFER = 1 << 16;

  /** Rows that are fetched together, and how many bytes of a table they may be on average. */
  private static final int MOST_ROWS = 500;

  private static final long MOST_BYTES = 1 << 20;

  private final RowProgress progress = new RowProgress();

  /**
   * Writes the file and reads it again. A file of that name that is there is replaced once the new
   * one is whole and on the disk. Only its owner may read it: it holds everybody's addresses.
   */
  public BackupContents write(Database database, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        write(database, channel);
      }
      BackupContents contents;
      try (BackupFile written = BackupFile.open(unfinished)) {
        contents = written.verify();
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      return contents;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void write(Database database, FileChannel channel) throws IOException {
    try (Snapshot snapshot = Snapshot.of(database)) {
      ZipOutputStream zip =
          new ZipOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER),
              StandardCharsets.UTF_8);
      Instant now = snapshot.takenAt();
      List<Counted> tables = count(snapshot);
      List<StoredTable> stored = new ArrayList<>();
      for (Counted table : tables) {
        stored.add(write(snapshot, table, zip));
      }
      zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
      BackupContents contents = new BackupContents(now, snapshot.migrations(), stored);
      zip.write(contents.toJson().encodePrettily().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.finish();
      zip.flush();
      channel.force(true);
    }
  }

  private record Counted(Table table, long rows) {
    int fetched() {
      long average = rows == 0 ? 1 : Math.max(1, table.size() / rows);
      return (int) Math.max(1, Math.min(MOST_ROWS, MOST_BYTES / average));
    }
  }

  private List<Counted> count(Snapshot snapshot) throws IOException {
    List<Counted> counted = new ArrayList<>();
    long all = 0;
    for (Table table : Catalogue.of(snapshot.client())) {
      long rows =
          snapshot.count(
              "select count(*) as n from " + Catalogue.quoted(table.name()), Tuple.tuple());
      counted.add(new Counted(table, rows));
      all += rows;
    }
    progress.expect(all);
    return counted;
  }

  private StoredTable write(Snapshot snapshot, Counted counted, ZipOutputStream zip)
      throws IOException {
    Table table = counted.table();
    StoredTable stored = new StoredTable(table.name(), table.columns(), counted.rows(), "");
    Lines lines = new Lines();
    zip.putNextEntry(new ZipEntry(stored.entry()));
    OutputStream out = zip;
    snapshot.each(
        "select row_to_json(one)::text as line from %s one"
            .formatted(Catalogue.quoted(table.name())),
        Tuple.tuple(),
        counted.fetched(),
        row -> {
          out.write(lines.take(row.getString("line")));
          progress.step();
        });
    zip.closeEntry();
    return new StoredTable(table.name(), table.columns(), lines.count(), lines.sha256());
  }

  /** How far it is. */
  public JsonObject json() {
    return progress.json();
  }
}
