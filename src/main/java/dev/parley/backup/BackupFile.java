package dev.parley.backup;

import dev.parley.backup.BackupContents.StoredTable;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that is read: all of it to see whether it is whole, or table by table. */
public final class BackupFile implements AutoCloseable {
  private final ZipFile zip;
  private final BackupContents contents;

  private BackupFile(ZipFile zip, BackupContents contents) {
    this.zip = zip;
    this.contents = contents;
  }

  /** Opens a file; refuses one that does not even say what it holds. */
  public static BackupFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DamagedBackup("There is no file " + file + ".");
    }
    try {
      ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      try {
        return new BackupFile(zip, contents(zip));
      } catch (IOException | RuntimeException unreadable) {
        zip.close();
        throw unreadable;
      }
    } catch (ZipException | RuntimeException unreadable) {
      throw new DamagedBackup(
          "This file is no backup of Parley, or it is not whole: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private static BackupContents contents(ZipFile zip) throws IOException {
    try (InputStream stream = stream(zip, BackupContents.ENTRY)) {
      return BackupContents.of(
          new JsonObject(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static InputStream stream(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new DamagedBackup("This file is no backup of Parley, or it is not whole: no " + name);
    }
    return zip.getInputStream(entry);
  }

  /** What it says it holds. */
  public BackupContents contents() {
    return contents;
  }

  /** Takes one line. */
  interface Taker {
    void take(String line) throws IOException;
  }

  /** Reads a table; fails when its lines are not those that were written. */
  void each(StoredTable table, Taker taker) throws IOException {
    Lines lines = new Lines();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(stream(zip, table.entry()), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.take(line);
        taker.take(line);
      }
    } catch (ZipException broken) {
      throw new DamagedBackup(
          "The backup is damaged in its table " + table.name() + ": " + broken.getMessage(),
          broken);
    }
    if (lines.count() != table.rows() || !lines.sha256().equals(table.sha256())) {
      throw new DamagedBackup(
          "The backup is damaged in its table "
              + table.name()
              + ": its rows are not those that were written.");
    }
  }

  /** Reads all of it; answers what it holds. */
  public BackupContents verify() throws IOException {
    for (StoredTable table : contents.tables()) {
      each(table, line -> {});
    }
    return contents;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
