package dev.parley.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is: its key, its default and one sentence on what it does. */
public enum Setting {
  HTTP_HOST("http.host", "127.0.0.1", "The address to listen on."),
  HTTP_PORT("http.port", "8080", "The port to listen on; 0 takes any free one."),
  HTTP_PUBLIC_URL(
      "http.publicUrl",
      "",
      "The address readers and moderators see, such as https://talk.example.org; https makes"
          + " cookies secure."),
  HTTP_TRUSTED_PROXIES(
      "http.trustedProxies",
      "",
      "Networks of reverse proxies whose X-Forwarded-For is believed, comma separated CIDR."),
  DATABASE_URL(
      "database.url",
      "",
      "postgresql://user:password@host[,host2]:port/name; absent means the embedded PostgreSQL."),
  DATABASE_DATA_DIR(
      "database.dataDir", "data/postgres", "Where the embedded PostgreSQL keeps its files."),
  DATABASE_POOL_SIZE("database.poolSize", "8", "Connections to PostgreSQL."),
  ADMIN_EMAIL("admin.email", "admin@localhost", "The first administrator's e-mail address."),
  ADMIN_PASSWORD(
      "admin.password",
      "",
      "The first administrator's password; absent means a random one, printed once."),
  LIMITS_ENABLED(
      "limits.enabled", "true", "False switches rate limits and proof-of-work off, for tests."),
  LIMITS_COMMENTS_PER_MINUTE(
      "limits.commentsPerMinute",
      "6",
      "Comments a minute from one network (/24 or /64) on one site, after a burst of as many."),
  DEMO("demo", "", "True seeds the demo site; absent means true only with the embedded database."),
  SECRET(
      "secret",
      "",
      "Key of edit tokens and of the hashes of addresses; absent means one made at first start"
          + " and kept in the database."),
  SCREENING_THREADS(
      "screening.threads", "0", "Threads that screen comments; 0 means one a processor."),
  SECOND_OPINION(
      "secondOpinion.when",
      "auto",
      "When a sentence encoder gives a second opinion on English comments: auto (doubtful"
          + " ones), always, or never (saves 250 MB)."),
  SECOND_OPINION_THREADS("secondOpinion.threads", "1", "Threads for second opinions."),
  SECOND_OPINION_BUDGET(
      "secondOpinion.budgetMillis",
      "2000",
      "Milliseconds a second opinion may take, waiting included; after that the comment waits for"
          + " a moderator.");

  private final String key;
  private final String defaultValue;
  private final String sentence;

  Setting(String key, String defaultValue, String sentence) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.sentence = sentence;
  }

  /** The dotted key of the configuration file and of {@code --set}. */
  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String sentence() {
    return sentence;
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /**
   * The setting an environment variable means: {@code PARLEY_DATABASE_DATADIR} and {@code
   * PARLEY_DATABASE_DATA_DIR} are the same one.
   */
  static Optional<Setting> ofVariable(String variable) {
    String squeezed = variable.substring("PARLEY_".length()).replace("_", "");
    return Arrays.stream(values())
        .filter(setting -> setting.key.replace(".", "").toUpperCase(Locale.ROOT).equals(squeezed))
        .findFirst();
  }
}
