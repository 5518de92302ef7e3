package dev.parley.config;

import dev.parley.text.WebAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration, already checked. Each part is passed to the class that needs it.
 *
 * @param allowPrivate networks that are not public, to which requests may go nevertheless
 * @param coralSecrets each a site's slug, an equals sign and what Coral signs with for that site
 */
public record Config(
    Http http,
    Database database,
    Administrator administrator,
    Limits limits,
    List<String> allowPrivate,
    List<String> coralSecrets,
    boolean demo,
    Optional<String> secret,
    int screeningThreads,
    SecondOpinion secondOpinion,
    Optional<MailServer> mail,
    Optional<OpenIdConnect> oidc) {

  /**
   * When to ask for a second opinion (auto, always, never), with how many threads, and how long to
   * wait.
   *
   * @param url the server of the operator's that gives it, if there is one; may hold a secret
   * @param model the folder of the operator's model that gives it, if there is one
   */
  public record SecondOpinion(
      String when, int threads, Duration budget, Optional<URI> url, Optional<Path> model) {
    /** Hides the address. */
    @Override
    public String toString() {
      return "SecondOpinion[" + when + ", " + threads + ", " + budget + ", …]";
    }
  }

  /** The address and port to listen on, the number of event loops, and the public address. */
  public record Http(
      String host, int port, int loops, Optional<URI> publicUrl, List<String> trustedProxies) {
    /** Whether readers and moderators connect by TLS. */
    public boolean secure() {
      return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }
  }

  /** An external PostgreSQL by URL, or the embedded one by its directory. */
  public record Database(Optional<String> url, Path dataDir, int poolSize) {}

  /** The first administrator. */
  public record Administrator(String email, Optional<String> password) {}

  /** The rate limits of one network. */
  public record Limits(boolean enabled, int commentsPerMinute) {}

  /**
   * The configuration from the file (if it exists), the environment and {@code key=value}
   * arguments.
   */
  public static Config read(
      Path file, Map<String, String> environment, Map<String, String> overrides) {
    Settings settings = new Settings();
    if (Files.exists(file)) {
      settings.readFile(file);
    }
    settings.readEnvironment(environment);
    overrides.forEach((key, value) -> settings.put(key, value, "--set"));
    return of(settings);
  }

  private static Config of(Settings settings) {
    Optional<String> url = optional(settings, Setting.DATABASE_URL);
    url.ifPresent(Config::checkDatabaseUrl);
    return new Config(
        new Http(
            settings.get(Setting.HTTP_HOST),
            integer(settings, Setting.HTTP_PORT, 0, 65_535),
            threads(settings, Setting.HTTP_LOOPS),
            optional(settings, Setting.HTTP_PUBLIC_URL).map(Config::publicUrl),
            list(settings, Setting.HTTP_TRUSTED_PROXIES)),
        new Database(
            url,
            Path.of(settings.get(Setting.DATABASE_DATA_DIR)),
            integer(settings, Setting.DATABASE_POOL_SIZE, 2, 500)),
        new Administrator(
            settings.get(Setting.ADMIN_EMAIL), optional(settings, Setting.ADMIN_PASSWORD)),
        new Limits(
            bool(settings, Setting.LIMITS_ENABLED),
            integer(settings, Setting.LIMITS_COMMENTS_PER_MINUTE, 1, 1_000_000)),
        list(settings, Setting.WEBHOOKS_ALLOW_PRIVATE),
        list(settings, Setting.CORAL_SECRETS),
        optional(settings, Setting.DEMO)
            .map(demo -> bool(settings, Setting.DEMO))
            .orElse(url.isEmpty()),
        optional(settings, Setting.SECRET),
        threads(settings, Setting.SCREENING_THREADS),
        secondOpinion(settings),
        mail(settings),
        oidc(settings));
  }

  private static Optional<OpenIdConnect> oidc(Settings settings) {
    return optional(settings, Setting.OIDC_ISSUER)
        .map(
            issuer ->
                OpenIdConnect.of(
                    issuer,
                    settings.get(Setting.OIDC_CLIENT_ID),
                    settings.get(Setting.OIDC_CLIENT_SECRET),
                    settings.get(Setting.OIDC_ROLES_CLAIM),
                    list(settings, Setting.OIDC_ROLES)));
  }

  private static Optional<MailServer> mail(Settings settings) {
    return optional(settings, Setting.MAIL_URL)
        .map(url -> MailServer.of(url, settings.get(Setting.MAIL_FROM)));
  }

  private static SecondOpinion secondOpinion(Settings settings) {
    String when = settings.get(Setting.SECOND_OPINION).toLowerCase(Locale.ROOT);
    if (!List.of("auto", "always", "never").contains(when)) {
      throw new ConfigError(
          Setting.SECOND_OPINION.key() + " must be auto, always or never, not " + when);
    }
    if (optional(settings, Setting.OPINION_URL).isPresent()
        && optional(settings, Setting.OPINION_MODEL).isPresent()) {
      throw new ConfigError("Set opinion.url or opinion.model, not both");
    }
    return new SecondOpinion(
        when,
        integer(settings, Setting.SECOND_OPINION_THREADS, 1, 64),
        Duration.ofMillis(integer(settings, Setting.SECOND_OPINION_BUDGET, 1, 600_000)),
        optional(settings, Setting.OPINION_URL).map(Config::opinionUrl),
        optional(settings, Setting.OPINION_MODEL).map(Path::of));
  }

  /** Says nothing of the address itself, which may hold a password. */
  private static URI opinionUrl(String text) {
    try {
      URI url = URI.create(text);
      boolean web =
          List.of("http", "https").contains(String.valueOf(url.getScheme()))
              && url.getHost() != null;
      if (web) {
        return url;
      }
    } catch (IllegalArgumentException unreadable) {
      // refused below
    }
    throw new ConfigError(
        Setting.OPINION_URL.key()
            + " must be an address like http://127.0.0.1:9000/v1/moderations");
  }

  /** A number of threads; for 0, one per processor. */
  private static int threads(Settings settings, Setting setting) {
    int threads = integer(settings, setting, 0, 1_000);
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  private static Optional<String> optional(Settings settings, Setting setting) {
    return Optional.of(settings.get(setting)).filter(value -> !value.isEmpty());
  }

  private static List<String> list(Settings settings, Setting setting) {
    return Arrays.stream(settings.get(setting).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static int integer(Settings settings, Setting setting, int least, int most) {
    String value = settings.get(setting);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // reported below, together with the range
    }
    throw new ConfigError(
        setting.key() + " must be a number from " + least + " to " + most + ", not " + value);
  }

  private static boolean bool(Settings settings, Setting setting) {
    return switch (settings.get(setting)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ConfigError(
              setting.key() + " must be true or false, not " + settings.get(setting));
    };
  }

  private static URI publicUrl(String value) {
    return WebAddress.of(value)
        .map(address -> URI.create(address.address()))
        .orElseThrow(
            () ->
                new ConfigError(
                    Setting.HTTP_PUBLIC_URL.key() + " must be an http or https address"));
  }

  private static void checkDatabaseUrl(String url) {
    if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw new ConfigError(
          Setting.DATABASE_URL.key() + " must look like postgresql://user:password@host/name");
    }
  }
}
