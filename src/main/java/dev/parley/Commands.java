package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.http.ClientAddress;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import dev.parley.smtp.SmtpCheck;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The commands for operators: sites, moderators and the configuration. */
final class Commands {
  private Commands() {}

  /** Makes or changes a site; without a slug, lists the sites. */
  @Command(
      name = "site",
      mixinStandardHelpOptions = true,
      description = "Makes or changes a site; without SLUG, lists the sites.")
  static final class SiteCommand implements Callable<Integer> {
    @ParentCommand private Main parent;

    @Parameters(paramLabel = "SLUG", arity = "0..1", description = "The name in addresses.")
    private @Nullable String slug;

    @Option(names = "--name", description = "The name readers and moderators see.")
    private @Nullable String name;

    @Option(
        names = "--origin",
        paramLabel = "ORIGIN",
        description = "An origin that embeds its threads, such as https://example.org; repeatable.")
    private List<String> origins = List.of();

    @Override
    public Integer call() throws Exception {
      List<Site> sites =
          CommandDatabase.migrated(
              parent.config(),
              database -> {
                Sites store = new Sites(database);
                return slug == null
                    ? store.all()
                    : store
                        .change(
                            slug,
                            Optional.ofNullable(name),
                            Optional.of(origins).filter(named -> !named.isEmpty()),
                            Optional.empty())
                        .map(List::of);
              });
      sites.forEach(
          site ->
              System.out.printf(
                  "%s  %s  %s%n", site.slug(), site.name(), String.join(" ", site.origins())));
      return 0;
    }
  }

  /** Tells what is wrong with a configuration. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Tells what is wrong with the configuration.")
  static final class CheckCommand implements Callable<Integer> {
    @ParentCommand private Main parent;

    private int wrong;

    @Override
    public Integer call() throws InterruptedException {
      Config config = parent.config();
      tell("configuration", "can be read");
      addresses(config);
      proxies(config);
      mail(config);
      if (config.http().publicUrl().isPresent()) {
        new PublicAddressCheck(config.http().publicUrl().get(), Clock.systemUTC())
            .find()
            .forEach(this::report);
      }
      database(config);
      return wrong == 0 ? 0 : 1;
    }

    private void mail(Config config) {
      if (config.mail().isEmpty()) {
        tell("mail", "none is sent: mail.url is empty");
        return;
      }
      if (config.http().publicUrl().isEmpty() && !config.http().host().equals("127.0.0.1")) {
        fault("mail", "http.publicUrl is empty: links in mail need an address to lead to");
      }
      try {
        tell("mail", SmtpCheck.check(config.mail().get()));
      } catch (IOException unreachable) {
        fault("mail", String.valueOf(unreachable.getMessage()));
      }
    }

    private void report(PublicAddressCheck.Finding finding) {
      if (finding.isWrong()) {
        fault(finding.what(), finding.how());
      } else {
        tell(finding.what(), finding.how());
      }
    }

    private void addresses(Config config) {
      boolean local = config.http().host().equals("127.0.0.1");
      if (config.http().publicUrl().isEmpty() && !local) {
        fault("origins", "http.publicUrl is empty: readers' pages need an address to load from");
      } else if (!config.http().secure() && !local) {
        fault("origins", "http.publicUrl is not https: sign-ins travel in the clear");
      } else {
        tell("origins", config.http().publicUrl().map(String::valueOf).orElse("loopback only"));
      }
    }

    private void proxies(Config config) {
      try {
        ClientAddress unused = new ClientAddress(config.http().trustedProxies());
        if (config.http().publicUrl().isPresent() && config.http().trustedProxies().isEmpty()) {
          fault(
              "proxy",
              "http.trustedProxies is empty: behind a proxy all readers share one address, and one"
                  + " rate limit");
        } else {
          tell("proxy", config.http().trustedProxies().size() + " trusted networks");
        }
      } catch (RuntimeException unreadable) {
        fault("proxy", String.valueOf(unreadable.getMessage()));
      }
    }

    private void database(Config config) {
      boolean own = config.database().url().isEmpty();
      if (own && !EmbeddedPostgres.isThere(config.database().dataDir())) {
        tell("database", "made at the first start, in " + config.database().dataDir());
        return;
      }
      try {
        String address =
            config.http().publicUrl().map(String::valueOf).orElse("the address of this service");
        CommandDatabase.asItIs(config, database -> look(database, address));
      } catch (Exception unreachable) {
        fault("database", String.valueOf(unreachable.getMessage()));
      }
    }

    private Future<Void> look(Database database, String address) {
      return database
          .pool()
          .query(
              """
              select current_setting('server_version_num')::int as version,
                current_setting('server_version') as name, current_setting('fsync') as fsync,
                current_setting('synchronous_commit') as synchronous,
                to_regclass('site') is not null as made, clock_timestamp() as clock
              """)
          .execute()
          .map(rows -> rows.iterator().next())
          .compose(
              row -> {
                if (row.getInteger("version") < 140_000) {
                  fault("database", "PostgreSQL " + row.getString("name") + " is older than 14");
                } else if (!row.getString("fsync").equals("on")
                    || row.getString("synchronous").equals("off")) {
                  fault("database", "fsync or synchronous_commit is off: comments can be lost");
                } else {
                  tell("database", "PostgreSQL " + row.getString("name") + ", durable");
                }
                report(
                    PublicAddressCheck.skew(
                        "clock",
                        Duration.between(row.getOffsetDateTime("clock").toInstant(), Instant.now()),
                        "database"));
                if (!row.getBoolean("made")) {
                  tell("sites", "made at the first start");
                  return Future.succeededFuture(List.<Site>of());
                }
                return new Sites(database).all();
              })
          .map(
              sites -> {
                for (Site site : sites) {
                  if (site.origins().isEmpty()) {
                    fault("site " + site.slug(), "no origin may embed it: site SLUG --origin …");
                  } else {
                    tell(
                        "site " + site.slug(),
                        "if its pages have a Content-Security-Policy, script-src and connect-src must have "
                            + address);
                  }
                }
                return null;
              });
    }

    private static void tell(String what, String how) {
      System.out.printf("ok     %-14s %s%n", what, how);
    }

    private void fault(String what, String how) {
      wrong++;
      System.out.printf("wrong  %-14s %s%n", what, how);
    }
  }
}
