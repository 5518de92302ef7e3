package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.database.Migrations;
import dev.parley.http.ClientAddress;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.PasswordRule;
import dev.parley.moderator.Passwords;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.Console;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The commands of an operator who looks after sites, moderators and the configuration. */
final class Commands {
  private Commands() {}

  /** Runs {@code work} on the configured database, brought up to date first. */
  private static <T> T onDatabase(Config config, Function<Database, Future<T>> work)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres embedded =
        config.database().url().isPresent()
            ? null
            : EmbeddedPostgres.start(config.database().dataDir())) {
      String url = embedded == null ? config.database().url().orElseThrow() : embedded.url();
      Database database = Database.open(vertx, url, 2);
      try {
        return new Migrations(database)
            .apply()
            .compose(migrated -> work.apply(database))
            .await(60, TimeUnit.SECONDS);
      } finally {
        database.close().await(10, TimeUnit.SECONDS);
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  /** Makes a site, or changes one; without a slug, lists them. */
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
          onDatabase(
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

  /** Makes a moderator, or changes one as far as told; without an e-mail, lists them. */
  @Command(
      name = "moderator",
      mixinStandardHelpOptions = true,
      description = "Makes or changes a moderator; without EMAIL, lists them.")
  static final class ModeratorCommand implements Callable<Integer> {
    @ParentCommand private Main parent;

    @Parameters(paramLabel = "EMAIL", arity = "0..1", description = "Their e-mail address.")
    private @Nullable String email;

    @Option(names = "--name", description = "The name others see.")
    private @Nullable String name;

    @Option(
        names = "--administrator",
        negatable = true,
        description = "May, or may not, change sites and moderators.")
    private @Nullable Boolean administrator;

    @Option(
        names = "--site",
        paramLabel = "SLUG",
        description = "A site; repeatable. Replaces the sites of before.")
    private List<String> sites = List.of();

    @Override
    public Integer call() throws Exception {
      String wanted = email;
      Optional<String> password = wanted == null ? Optional.empty() : askPassword();
      Optional<String> refusal =
          password.flatMap(
              typed ->
                  PasswordRule.refusal(
                      typed, String.valueOf(wanted), Objects.requireNonNullElse(name, "")));
      if (refusal.isPresent()) {
        throw new java.io.IOException(refusal.get());
      }
      List<Moderator> moderators =
          onDatabase(
              parent.config(),
              database -> {
                Moderators store = new Moderators(database);
                return wanted == null
                    ? store.all()
                    : store
                        .put(
                            wanted,
                            new Moderators.Change(
                                Optional.ofNullable(name),
                                password.map(Passwords::hash),
                                Optional.ofNullable(administrator)
                                    .map(may -> may ? Role.ADMINISTRATOR : Role.MODERATOR),
                                Optional.of(sites).filter(named -> !named.isEmpty())))
                        .map(List::of);
              });
      moderators.forEach(
          moderator ->
              System.out.printf(
                  "%s  %s  %s  %s%n",
                  moderator.email(),
                  moderator.name(),
                  moderator.role().code(),
                  String.join(" ", moderator.sites().stream().map(site -> site.slug()).toList())));
      return 0;
    }

    /**
     * Never an argument: those show in process lists and shell histories. Nothing typed leaves the
     * password as it is.
     */
    @SuppressWarnings("SystemConsoleNull") // later JDKs give a console that reads standard input
    private static Optional<String> askPassword() throws java.io.IOException {
      Console console = System.console();
      String password;
      if (console != null) {
        char[] typed = console.readPassword("Password (empty: unchanged): ");
        password = typed == null ? "" : new String(typed);
      } else {
        String line =
            new java.io.BufferedReader(
                    new java.io.InputStreamReader(
                        System.in, java.nio.charset.StandardCharsets.UTF_8))
                .readLine();
        password = line == null ? "" : line;
      }
      return Optional.of(password).filter(typed -> !typed.isEmpty());
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
    public Integer call() {
      Config config = parent.config();
      tell("configuration", "can be read");
      addresses(config);
      proxies(config);
      database(config);
      return wrong == 0 ? 0 : 1;
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
        onDatabase(config, this::look);
      } catch (Exception unreachable) {
        fault("database", String.valueOf(unreachable.getMessage()));
      }
    }

    private Future<Void> look(Database database) {
      return database
          .pool()
          .query(
              """
              select current_setting('server_version_num')::int as version,
                current_setting('server_version') as name, current_setting('fsync') as fsync,
                current_setting('synchronous_commit') as synchronous
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
                        "its pages need: script-src and connect-src of this service in their CSP");
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
