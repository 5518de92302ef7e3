package dev.parley.imports;

import dev.parley.archive.ArchiveFiles;
import dev.parley.archive.Progress;
import dev.parley.database.Database;
import dev.parley.publish.Change;
import dev.parley.site.Site;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Files being brought into a site, or looked through to see what would come of it. It runs on a
 * thread that may wait; how far it is may be asked from any.
 */
public abstract sealed class ImportRun permits ArchiveRun, SiteRun {
  final ArchiveFiles files;
  final ImportReport report = new ImportReport();
  private final long begun = System.nanoTime();

  ImportRun(List<Path> paths) throws IOException {
    this.files = ArchiveFiles.of(paths);
  }

  /** Reads the files and stores what is not here yet. What fails may be run again. */
  public abstract void store(Database database, Consumer<List<Change>> told) throws IOException;

  /** The site it is for, once that is known. */
  public abstract Site site();

  /** The word for what is imported. */
  abstract String code();

  /** What came of it, in a sentence for the log. */
  public String summary() {
    JsonObject known = report.json();
    return String.format(
        Locale.ROOT,
        "%s: %,d comments stored, %,d known before",
        code(),
        known.getLong("stored"),
        known.getLong("known"));
  }

  /**
   * Has retention look at a site's comments from the first one on: what was imported stands among
   * those it has passed.
   */
  static void beginClocksAnew(Database database, int site) {
    SiteRun.await(
        database.retrying(
            () ->
                database
                    .pool()
                    .preparedQuery("delete from retention_progress where site_id = $1")
                    .execute(Tuple.of(site))));
  }

  /** Reads the files and stores nothing. */
  public abstract void rehearse(Database database) throws IOException;

  /** The report so far, with the rate in records a second and the seconds that are left. */
  public JsonObject json() {
    double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
    JsonObject json = report.json();
    long rate = Math.round(json.getLong("read") / Math.max(seconds, 0.001));
    Progress progress = files.progress();
    return json.put("from", code())
        .put("perSecond", rate)
        .put("part", progress.all() == 0 ? 0.0 : (double) progress.read() / progress.all())
        .put(
            "left",
            progress.read() == 0
                ? null
                : Math.round(seconds * (progress.all() - progress.read()) / progress.read()));
  }
}
