package dev.parley;

import dev.parley.database.Database;
import dev.parley.exports.ExportFormat;
import dev.parley.exports.ExportRun;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.rights.AccessFile;
import dev.parley.rights.Accesses;
import dev.parley.rights.Whom;
import dev.parley.site.Site;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Exports a site, or what is kept about a person. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports a site as it is at this moment: whole, to another Parley, or its threads, to another"
            + " comment system. Or, for a person who asks, all that is kept about them.")
final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  @ParentCommand private Main parent;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** What is exported. */
  static final class What {
    @Option(names = "--to", description = "A site; the system it is for: ${COMPLETION-CANDIDATES}.")
    private @Nullable ExportFormat to;

    @Option(
        names = "--author",
        paramLabel = "ID",
        description = "What is kept about one author, as a ZIP file.")
    private @Nullable String author;

    @Option(
        names = "--email",
        paramLabel = "ADDRESS",
        description = "What is kept about everyone who gave this e-mail address, as a ZIP file.")
    private @Nullable String email;
  }

  @Option(
      names = "--site",
      paramLabel = "SLUG",
      description = "The site; may be left out when there is only one.")
  private @Nullable String slug;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where it is written; standard output by default. It is packed if the name ends in .gz.")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    ExportFormat to = what.to;
    String done =
        CommandDatabase.working(
            parent.config(),
            database -> {
              Site site = NamedSite.of(database, slug);
              return to == null ? person(database, site) : site(database, site, to);
            });
    System.err.println(done);
    return 0;
  }

  private String person(Database database, Site site) throws Exception {
    Whom whom = Whom.of(Optional.ofNullable(what.author), Optional.ofNullable(what.email));
    AccessFile file =
        new Accesses(database).of(site, whom, Optional.empty()).await(1, TimeUnit.MINUTES);
    written(stream -> file.write(database, stream), true);
    return "Whoever gets this file must be the person it is about.";
  }

  private String site(Database database, Site site, ExportFormat to) throws Exception {
    Ledger.write(database.pool(), new Operated(site.id(), Kind.EXPORT, to.code()))
        .await(1, TimeUnit.MINUTES);
    ExportRun run = new ExportRun(site, to);
    written(
        stream ->
            ProgressBar.during(run::json, "written", () -> run.writeCounted(database, stream)),
        to.isPacked());
    JsonObject report = run.json();
    return String.format(
        Locale.ROOT,
        "%,d records written (%,d a second).",
        report.getLong("read"),
        report.getLong("perSecond"));
  }

  private interface Writing {
    void write(OutputStream stream) throws Exception;
  }

  /** A file that is there is whole: until then it has another name. */
  private void written(Writing writing, boolean isPacked) throws Exception {
    if (out == null) {
      writing.write(new BufferedOutputStream(System.out, BUFFER));
      return;
    }
    Path unfinished = out.resolveSibling(out.getFileName() + ".part");
    try {
      OutputStream plain = Files.newOutputStream(unfinished);
      writing.write(
          !isPacked && out.toString().endsWith(".gz")
              ? new GZIPOutputStream(plain, BUFFER)
              : new BufferedOutputStream(plain, BUFFER));
      Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
