package dev.parley.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting: its key, its default and its description. The same words are in {@code
 * config/parley.yaml}; a test compares them.
 */
public enum Setting {
  HTTP_HOST(
      "http.host",
      "127.0.0.1",
      "The address to listen on. 0.0.0.0 listens on all; put a proxy with TLS in" + " front."),
  HTTP_PORT("http.port", "8080", "The port; 0 takes any free one and prints it."),
  HTTP_LOOPS("http.loops", "0", "Event loops that answer requests; 0 means one per processor."),
  HTTP_PUBLIC_URL(
      "http.publicUrl",
      "",
      "The address readers and moderators see, such as https://talk.example.org. With"
          + " https the session cookie is bound to this host and to TLS."),
  HTTP_TRUSTED_PROXIES(
      "http.trustedProxies",
      "",
      "Networks of reverse proxies whose X-Forwarded-For is believed, comma"
          + " separated: 10.0.0.0/8"),
  DATABASE_URL(
      "database.url",
      "",
      "postgresql://user:password@host[,host2]:port/name, PostgreSQL 14 or newer."
          + " Empty: the embedded PostgreSQL, which keeps its files in dataDir."),
  DATABASE_DATA_DIR(
      "database.dataDir", "data/postgres", "Where the embedded PostgreSQL keeps its files."),
  DATABASE_POOL_SIZE("database.poolSize", "8", "Connections to PostgreSQL."),
  ADMIN_EMAIL(
      "admin.email", "admin@localhost", "The first administrator, made when there is nobody yet."),
  ADMIN_PASSWORD(
      "admin.password",
      "",
      "The first administrator's password. Empty: a random one is made and printed" + " once."),
  LIMITS_ENABLED(
      "limits.enabled", "true", "False switches the rate limits off, for tests and benchmarks."),
  LIMITS_COMMENTS_PER_MINUTE(
      "limits.commentsPerMinute",
      "6",
      "Comments a minute from one network (a /24 or /64) on one site, after a burst"
          + " of as many."),
  MAIL_URL(
      "mail.url",
      "",
      "The server that sends mail: smtp://user:password@host:port, or smtps:// with TLS from"
          + " the start. Empty: no mail is sent, and nothing speaks of mail. Links in mail lead"
          + " to http.publicUrl."),
  MAIL_FROM("mail.from", "", "The sender's address, such as comments@example.org."),
  OIDC_ISSUER(
      "oidc.issuer",
      "",
      "The OpenID Connect provider by which moderators can sign in: the address it names itself"
          + " by, such as https://login.example.org/realms/news. It sends people back to"
          + " http.publicUrl + /auth/oidc/callback. Empty: passwords only."),
  OIDC_CLIENT_ID("oidc.clientId", "", "What Parley is called at the provider."),
  OIDC_CLIENT_SECRET(
      "oidc.clientSecret", "", "Its secret there. Empty: it has none, and PKCE alone protects it."),
  OIDC_ROLES_CLAIM(
      "oidc.rolesClaim", "groups", "The claim that lists a person's groups or roles there."),
  OIDC_ROLES(
      "oidc.roles",
      "",
      "What a group makes of somebody here, comma separated: GROUP=ROLE:SITE+SITE with reader,"
          + " moderator or lead, * for all sites, or GROUP=administrator. Whoever has none of them"
          + " signs in only to an account made here, by its verified email."),
  DEMO(
      "demo",
      "",
      "True makes the site \"demo\" with a page at /demo/. Empty: true with the"
          + " embedded PostgreSQL."),
  WEBHOOKS_ALLOW_PRIVATE(
      "webhooks.allowPrivate",
      "",
      "Private networks that webhooks and embed-check may reach, and without TLS, comma"
          + " separated: 10.1.0.0/16. Empty: public addresses only."),
  CORAL_SECRETS(
      "coral.secrets",
      "",
      "Signing secrets of Coral's external moderation phases, each behind the slug of its site,"
          + " comma separated: SITE=SECRET."),
  SECRET(
      "secret",
      "",
      "The key of edit tokens and of readers' hashed addresses. Empty: made at first"
          + " start and kept in the database."),
  SCREENING_THREADS(
      "screening.threads", "0", "Threads that screen comments; 0 means one per processor."),
  SECOND_OPINION(
      "secondOpinion.when",
      "auto",
      "When a sentence encoder on this machine is asked about English comments: auto"
          + " (those the fast models doubt), always, or never (saves about 250 MB of"
          + " memory)."),
  SECOND_OPINION_THREADS(
      "secondOpinion.threads", "1", "Threads for it; each comment takes 15 to 35 ms of one."),
  SECOND_OPINION_BUDGET(
      "secondOpinion.budgetMillis",
      "2000",
      "Milliseconds it may take, waiting included. After that the comment waits for a"
          + " moderator."),
  OPINION_URL(
      "opinion.url",
      "",
      "A server of your own that gives second opinions in the encoder's place, and scores the"
          + " languages no model here knows. Its address ends in comments:analyze (asked like"
          + " Perspective) or /moderations (like OpenAI's): http://:token@127.0.0.1:9000/v1/moderations."),
  OPINION_MODEL(
      "opinion.model",
      "",
      "A folder with a text classifier of your own that does the same: model.onnx, tokenizer.json"
          + " (WordPiece, as of BERT), and config.json with the names of its classes.");

  private final String key;
  private final String defaultValue;
  private final String sentence;

  Setting(String key, String defaultValue, String sentence) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.sentence = sentence;
  }

  /** The dotted key in the configuration file and for {@code --set}. */
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
   * The setting for an environment variable: {@code PARLEY_DATABASE_DATADIR} and {@code
   * PARLEY_DATABASE_DATA_DIR} name the same one.
   */
  static Optional<Setting> ofVariable(String variable) {
    String squeezed = variable.substring("PARLEY_".length()).replace("_", "");
    return Arrays.stream(values())
        .filter(setting -> setting.key.replace(".", "").toUpperCase(Locale.ROOT).equals(squeezed))
        .findFirst();
  }
}
