package dev.parley;

import dev.parley.database.Database;
import dev.parley.publish.Bus;
import dev.parley.rights.Erasure;
import dev.parley.rights.ErasureReport;
import dev.parley.rights.ErasureRequest;
import dev.parley.rights.Whom;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Erases a person. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description =
        "Erases a person: comments, name, addresses and all that was derived from them. Cut off and"
            + " run again it completes.")
final class EraseCommand implements Callable<Integer> {
  @ParentCommand private Main parent;

  @ArgGroup(multiplicity = "1")
  private Named named = new Named();

  /** Whom to erase. */
  static final class Named {
    @Option(names = "--author", paramLabel = "ID", description = "One author.")
    private @Nullable String author;

    @Option(
        names = "--email",
        paramLabel = "ADDRESS",
        description = "Everyone who gave this e-mail address.")
    private @Nullable String email;
  }

  @Option(
      names = "--keep-text-anonymous",
      description = "Keeps published texts, without their author.")
  private boolean keepText;

  @Option(
      names = "--site",
      paramLabel = "SLUG",
      description =
          "The site; without it, all sites for an address, and the only one for an author.")
  private @Nullable String slug;

  @Option(names = "--dry-run", description = "Tells what would come of it, and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Whom whom = Whom.of(Optional.ofNullable(named.author), Optional.ofNullable(named.email));
    CommandDatabase.working(parent.config(), database -> erase(database, whom));
    return 0;
  }

  private int erase(Database database, Whom whom) throws Exception {
    List<Site> sites =
        slug == null && whom.email().isPresent()
            ? new Sites(database).all().await(1, TimeUnit.MINUTES)
            : List.of(NamedSite.of(database, slug));
    byte[] secret = FirstStart.secret(parent.config(), database).await(1, TimeUnit.MINUTES);
    Erasure erasure = new Erasure(database, Clock.systemUTC(), secret, changes -> {});
    for (Site site : sites) {
      tell(
          site,
          erasure
              .erase(ErasureRequest.byCommand(site, whom, keepText, dryRun))
              .await(1, TimeUnit.DAYS));
    }
    Bus.doubt(database).await(1, TimeUnit.MINUTES);
    return sites.size();
  }

  private void tell(Site site, ErasureReport report) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d comments %s.%n",
        site.slug(),
        report.comments(),
        dryRun ? "would be erased" : "erased");
    report.kept().forEach(kept -> System.out.printf("  Kept: %s. %s%n", kept.what(), kept.why()));
  }
}
