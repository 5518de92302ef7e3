package dev.parley.exports;

import dev.parley.archive.ArchiveWriter;
import dev.parley.archive.ParleyWriter;
import dev.parley.database.Database;
import dev.parley.database.RowProgress;
import dev.parley.database.Snapshot;
import dev.parley.portable.SiteLines;
import dev.parley.portable.SiteTable;
import dev.parley.site.Site;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A site being exported, as it is at one moment. It runs on a thread that may wait, in memory that
 * does not grow with the site; how far it is may be asked from any.
 */
public final class ExportRun {
  /** Rows that are fetched together: half a megabyte, or ten with the longest texts. */
  private static final int FETCHED = 500;

  private final Site site;
  private final ExportFormat format;
  private final RowProgress progress = new RowProgress();

  public ExportRun(Site site, ExportFormat format) {
    this.site = site;
    this.format = format;
  }

  /** Counts first what is to be written, so that it can be told how much is left. */
  public void writeCounted(Database database, OutputStream out) throws IOException {
    write(database, out, true);
  }

  /**
   * Writes the site, and closes {@code out}. When this fails, what was written is not to be kept.
   */
  public void write(Database database, OutputStream out) throws IOException {
    write(database, out, false);
  }

  private void write(Database database, OutputStream out, boolean counted) throws IOException {
    try (out;
        Snapshot snapshot = Snapshot.of(database)) {
      if (counted) {
        progress.expect(count(snapshot));
      }
      if (format.system().isPresent()) {
        try (ArchiveWriter writer = format.system().get().writer(out).orElseThrow()) {
          new ThreadExport(site, snapshot, writer, progress::step).write();
        }
      } else {
        try (ParleyWriter writer = new ParleyWriter(out)) {
          writeRows(snapshot, writer);
        }
      }
    }
  }

  private long count(Snapshot snapshot) throws IOException {
    List<SiteTable> tables =
        format.system().isPresent()
            ? List.of(SiteTable.COMMENT)
            : Arrays.asList(SiteTable.values());
    long count = 0;
    for (SiteTable table : tables) {
      count += snapshot.count(table.count(), Tuple.of(site.id()));
    }
    return count;
  }

  private void writeRows(Snapshot snapshot, ParleyWriter writer) throws IOException {
    lines(snapshot, SiteLines.SELECT_SITE, SiteLines.SITE, 1, writer);
    lines(snapshot, SiteLines.SELECT_MODERATORS, SiteLines.MODERATOR, FETCHED, writer);
    snapshot.inOrderOfIndexes();
    for (SiteTable table : SiteTable.values()) {
      // The weights of one model are as long as thousands of comments.
      int fetched = table == SiteTable.HOUSE_MODEL ? 1 : FETCHED;
      lines(snapshot, table.select(), table.table(), fetched, writer);
    }
    writer.end();
  }

  private void lines(
      Snapshot snapshot, String select, String kind, int fetched, ParleyWriter writer)
      throws IOException {
    snapshot.each(
        select,
        Tuple.of(site.id()),
        fetched,
        row -> {
          writer.row(kind, row.getString("line"));
          progress.step();
        });
  }

  /**
   * The rows that are written ({@code read}), with the rate in rows a second, the part of all and
   * the seconds that are left, if they were counted.
   */
  public JsonObject json() {
    return progress.json();
  }
}
