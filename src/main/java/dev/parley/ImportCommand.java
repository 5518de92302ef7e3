package dev.parley;

import dev.parley.database.Database;
import dev.parley.imports.ArchiveRun;
import dev.parley.imports.ImportRun;
import dev.parley.imports.ImportSource;
import dev.parley.imports.PageRules;
import dev.parley.imports.SiteRun;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.publish.Bus;
import dev.parley.site.Sites;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** Imports the archive of another system into a site. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports the archive of another comment system. What was imported before is known and not"
            + " imported again; nothing is ever deleted.")
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private Main parent;

  @Option(
      names = "--from",
      required = true,
      converter = Sources.class,
      completionCandidates = Sources.class,
      description =
          "The system it comes from: ${COMPLETION-CANDIDATES}. A site of Parley keeps its ids, and is"
              + " made if it is not there.")
  private ImportSource from;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "The files of the archive, plain, gzip or zip.")
  private List<Path> files;

  @Option(names = "--dry-run", description = "Tells what would come of it, and stores nothing.")
  private boolean dryRun;

  @Option(
      names = "--map",
      paramLabel = "RULES",
      description =
          "A file of rules for pages that have moved: “old.example new.example”, “OLD NEW”,"
              + " “OLD* NEW*”, “~EXPRESSION NEW” or “?PARAMETER”, one a line.")
  private @Nullable Path map;

  @Option(
      names = "--site",
      paramLabel = "SLUG",
      description = "The site it is for; may be left out when there is only one.")
  private @Nullable String slug;

  @Override
  public Integer call() throws Exception {
    PageRules rules = map == null ? PageRules.NONE : PageRules.of(Files.readString(map));
    tell(CommandDatabase.working(parent.config(), database -> run(database, rules)));
    return 0;
  }

  private JsonObject run(Database database, PageRules rules) throws Exception {
    ImportRun run = opened(database, rules);
    ProgressBar.during(run::json, "read", () -> run(run, database));
    return run.json();
  }

  private void run(ImportRun run, Database database) throws Exception {
    if (dryRun) {
      run.rehearse(database);
    } else {
      run.store(database, threads -> {});
      log(database, run);
      Bus.doubt(database).await(1, TimeUnit.MINUTES);
    }
  }

  /** Whichever node runs, or runs next, is told by the outbox. */
  private void log(Database database, ImportRun run) throws Exception {
    Ledger.write(database.pool(), new Operated(run.site().id(), Kind.IMPORT, run.summary()))
        .await(1, TimeUnit.MINUTES);
  }

  /** A site of Parley brings its name along, and is made if it is not there. */
  private ImportRun opened(Database database, PageRules rules) throws Exception {
    return from.system().isPresent()
        ? new ArchiveRun(NamedSite.of(database, slug), from.system().get(), files, rules)
        : new SiteRun(new Sites(database), Optional.empty(), Optional.ofNullable(slug), files);
  }

  /** The words for what can be imported. */
  static final class Sources implements ITypeConverter<ImportSource>, Iterable<String> {
    @Override
    public ImportSource convert(String code) {
      return ImportSource.ofCode(code.toLowerCase(Locale.ROOT))
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "Use one of " + String.join(", ", ImportSource.codes())));
    }

    @Override
    public Iterator<String> iterator() {
      return ImportSource.codes().iterator();
    }
  }

  private void tell(JsonObject report) {
    System.out.printf(
        Locale.ROOT,
        "Records read: %,d (%,d a second). Comments %s: %,d, known before: %,d. Pages: %,d.%n",
        report.getLong("read"),
        report.getLong("perSecond"),
        dryRun ? "that would be stored" : "stored",
        report.getLong("stored"),
        report.getLong("known"),
        report.getLong("pages"));
    if (report.getLong("orphans") > 0) {
      System.out.printf(
          Locale.ROOT,
          "%,d replies to comments that are not in the archive stand at the top of their threads.%n",
          report.getLong("orphans"));
    }
    report.getJsonArray("skipped").stream()
        .map(JsonObject.class::cast)
        .forEach(
            skipped ->
                System.out.printf(
                    Locale.ROOT,
                    "%,d skipped: %s Such as %s.%n",
                    skipped.getLong("count"),
                    skipped.getString("reason"),
                    String.join(
                        ", ",
                        skipped.getJsonArray("examples").stream().map(String::valueOf).toList())));
    System.out.println("Pages, and the keys of the articles they become:");
    report.getJsonArray("pageExamples").stream()
        .map(JsonObject.class::cast)
        .limit(dryRun ? 20 : 5)
        .forEach(
            page ->
                System.out.printf("  %s → %s%n", page.getString("url"), page.getString("article")));
  }
}
