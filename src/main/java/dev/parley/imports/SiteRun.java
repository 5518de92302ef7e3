package dev.parley.imports;

import dev.parley.archive.ParleyLine;
import dev.parley.archive.ParleyReader;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.portable.SiteLines;
import dev.parley.portable.SiteTable;
import dev.parley.publish.Change;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A site of Parley being brought here, row by row, with the ids it had. What is here already stays
 * as it is. Nothing is stored unless all files are whole and hold only what is known here.
 *
 * <p>The id of an article, or an alias, is made from its key and the site's number. Where the site
 * has another number its articles get other ids; authors keep theirs, so one who comes back is new.
 */
public final class SiteRun extends ImportRun {
  private static final long PATIENCE_MINUTES = 10;

  private final Sites sites;
  private final Optional<Site> into;
  private final Optional<String> slug;
  private final Map<UUID, String> articles = new HashMap<>();
  private @Nullable SiteHead head;
  private @Nullable Site site;

  /** What takes the rows, once the first one has come a second time. */
  private @Nullable RowBatches batches;

  /**
   * @param into the site; empty for the one that the archive names
   * @param slug what the site is called here, when it is not chosen
   */
  public SiteRun(Sites sites, Optional<Site> into, Optional<String> slug, List<Path> paths)
      throws IOException {
    super(paths);
    this.sites = sites;
    this.into = into;
    this.slug = slug;
  }

  @Override
  public Site site() {
    if (site == null) {
      throw new IllegalStateException("Nothing has been read yet");
    }
    return site;
  }

  @Override
  String code() {
    return ImportSource.PARLEY.code();
  }

  @Override
  public void store(Database database, Consumer<List<Change>> told) throws IOException {
    SiteArrival arrival = new SiteArrival(database, sites, into, slug);
    read(
        found -> {
          Site here = await(arrival.prepared(found));
          site = here;
          return new RowBatches(
              new StoredRows(new RowStore(database, here.id()), report, told),
              new ArrivingRow(moved(here.id())),
              report);
        });
    sites.aliasesChanged();
    beginClocksAnew(database, site().id());
  }

  @Override
  public void rehearse(Database database) throws IOException {
    SiteArrival arrival = new SiteArrival(database, sites, into, slug);
    read(
        found -> {
          Optional<Site> present = await(arrival.present(found));
          return new RowBatches(
              new RehearsedRows(present.map(here -> new RowStore(database, here.id())), report),
              new ArrivingRow(present.map(here -> moved(here.id())).orElse(Map.of())),
              report);
        });
  }

  /** Makes what takes the rows of a site. */
  private interface Begin {
    RowBatches of(SiteHead head) throws IOException;
  }

  private void read(Begin begin) throws IOException {
    ParleyReader.twice(
        files,
        this::look,
        line -> {
          RowBatches taking = batches;
          if (taking == null) {
            taking = begin.of(found());
            batches = taking;
          }
          taking.take(line);
        });
    if (batches != null) {
      batches.flush();
    }
  }

  private SiteHead found() throws IOException {
    if (head == null) {
      throw new IOException("The archive does not say which site it is of.");
    }
    return head;
  }

  /** Looks at a row before any is stored. */
  private void look(ParleyLine line) throws IOException {
    if (line.kind().equals(SiteLines.SITE)) {
      head = head == null ? SiteHead.of(line.row()) : head;
    } else if (!line.kind().equals(SiteLines.MODERATOR)) {
      SiteTable table = SiteTable.of(line.kind()).orElseThrow(() -> unknown(line, line.kind()));
      for (var field : line.row().properties()) {
        if (!table.columns().contains(field.getKey())) {
          throw unknown(line, line.kind() + "." + field.getKey());
        }
      }
      if (table == SiteTable.ARTICLE || table == SiteTable.ARTICLE_ALIAS) {
        note(line);
      }
    }
  }

  private void note(ParleyLine line) throws IOException {
    UUID id =
        Ids.parse(line.row().path("id").asText())
            .orElseThrow(() -> unknown(line, line.kind() + ".id"));
    boolean stays = into.isPresent() && into.get().id() == found().site().id();
    if (!stays) {
      articles.put(id, line.row().path("key").asText());
    }
  }

  private static IOException unknown(ParleyLine line, String what) {
    return new IOException(
        "Line "
            + line.number()
            + " holds "
            + what
            + ", which this Parley does not know: a newer one wrote it. Update this one first.");
  }

  /** The articles that have another id in a site here. */
  private Map<UUID, UUID> moved(int site) {
    Map<UUID, UUID> moved = new HashMap<>();
    articles.forEach(
        (id, key) -> {
          UUID here = Ids.article(site, key);
          if (!here.equals(id)) {
            moved.put(id, here);
          }
        });
    articles.clear();
    return moved;
  }

  /** Waits longer than any failover takes. */
  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new WaitedTooLong("The database did not answer for 10 minutes", late);
    }
  }
}
