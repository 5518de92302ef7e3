package dev.parley.imports;

import dev.parley.archive.ArchiveFormat;
import dev.parley.database.Database;
import dev.parley.publish.Change;
import dev.parley.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The archive of another system being brought into a site. */
public final class ArchiveRun extends ImportRun {
  private final Site site;
  private final ArchiveFormat format;
  private final PageRules rules;

  public ArchiveRun(Site site, ArchiveFormat format, List<Path> paths, PageRules rules)
      throws IOException {
    super(paths);
    this.site = site;
    this.format = format;
    this.rules = rules;
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  String code() {
    return format.code();
  }

  @Override
  public void store(Database database, Consumer<List<Change>> told) throws IOException {
    Importing importing =
        new Importing(
            new Preparing(site, format.code()),
            new Pages(site.id(), rules, report),
            new ImportStore(database, site.id(), format.code()),
            told,
            report);
    do {
      format.reader().read(files, importing);
    } while (importing.end());
    beginClocksAnew(database, site.id());
  }

  @Override
  public void rehearse(Database database) throws IOException {
    Rehearsal rehearsal =
        new Rehearsal(
            new Preparing(site, format.code()),
            new Pages(site.id(), rules, report),
            new ImportStore(database, site.id(), format.code()),
            report);
    format.reader().read(files, rehearsal);
    rehearsal.end();
  }
}
