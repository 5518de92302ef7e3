package dev.parley;

import dev.parley.comment.EditToken;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.PasswordRule;
import dev.parley.moderator.Passwords;
import dev.parley.problem.Refusal;
import dev.parley.site.Policies;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates what an empty database needs before anyone can be served. Everything that exists stays as
 * it is.
 */
final class FirstStart {
  private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

  private static final String DEMO = "demo";

  private final Vertx vertx;
  private final Config config;
  private final Database database;
  private final Sites sites;
  private final Moderators moderators;

  FirstStart(Vertx vertx, Config config, Database database, Sites sites, Moderators moderators) {
    this.vertx = vertx;
    this.config = config;
    this.database = database;
    this.sites = sites;
    this.moderators = moderators;
  }

  /** Creates the demo site if it is wanted, the first administrator, and the present policies. */
  Future<Void> provide() {
    return seedDemo()
        .compose(seeded -> firstAdministrator())
        .compose(ready -> sites.all())
        .compose(new Policies(database)::keep);
  }

  private Future<Void> seedDemo() {
    if (!config.demo()) {
      return Future.succeededFuture();
    }
    return sites
        .get(DEMO)
        .recover(
            missing ->
                !(missing instanceof Refusal)
                    ? Future.failedFuture(missing)
                    : sites.put(DEMO, "The Harbour Ledger", List.of("*"), new JsonObject()))
        .mapEmpty();
  }

  /** Creates the first administrator. A generated password is printed now and never again. */
  private Future<Void> firstAdministrator() {
    return moderators
        .none()
        .compose(
            none -> {
              if (!none) {
                return Future.succeededFuture();
              }
              Optional<String> chosen = config.administrator().password();
              Optional<String> refusal =
                  chosen.flatMap(
                      given -> PasswordRule.refusal(given, config.administrator().email(), ""));
              // Whoever sets up the service may choose it; readers of the log are warned.
              refusal.ifPresent(weak -> log.warn("admin.password is easily guessed. {}", weak));
              String password = chosen.orElseGet(() -> EditToken.random().text().substring(0, 20));
              return vertx
                  .executeBlocking(() -> Passwords.hash(password))
                  .compose(
                      hash ->
                          moderators.addFirst(
                              config.administrator().email(), "Administrator", hash))
                  .onSuccess(
                      isOurs -> {
                        if (isOurs && chosen.isEmpty()) {
                          System.out.printf(
                              "First administrator: %s  password: %s  (shown only this once)%n",
                              config.administrator().email(), password);
                        }
                      })
                  .mapEmpty();
            });
  }

  /** The configured secret, or one that all nodes share through the database. */
  Future<byte[]> secret() {
    return secret(config, database);
  }

  /** The same for a command. */
  static Future<byte[]> secret(Config config, Database database) {
    if (config.secret().isPresent()) {
      return Future.succeededFuture(config.secret().get().getBytes(StandardCharsets.UTF_8));
    }
    return database
        .pool()
        .preparedQuery(
            "insert into setting (name, value) values ('secret', $1) on conflict do nothing")
        .execute(Tuple.of(EditToken.random().text()))
        .compose(
            done ->
                database.pool().query("select value from setting where name = 'secret'").execute())
        .map(rows -> rows.iterator().next().getString("value").getBytes(StandardCharsets.UTF_8));
  }
}
