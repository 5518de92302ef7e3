package dev.parley.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date with an append-only list of files. Each is applied once, in its own
 * transaction, and stored with its checksum. An advisory lock lets only one node at a time do this.
 */
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  /** Append only: a released file is never changed; {@link #apply} refuses one that was. */
  static final List<String> FILES =
      List.of(
          "001-schema.sql",
          "003-campaign.sql",
          "004-mending.sql",
          "005-queues.sql",
          "006-house-model.sql",
          "007-site-keys.sql",
          "008-one-voice.sql",
          "010-cost.sql",
          "011-words-and-pace.sql",
          "012-desk.sql",
          "013-ledger.sql",
          "014-closings.sql",
          "015-authors.sql",
          "016-cheaper-posts.sql",
          "017-outbox.sql",
          "018-undone.sql",
          "019-imports.sql",
          "021-webhooks.sql",
          "022-mail.sql",
          "023-article-keys.sql",
          "024-rights.sql",
          "026-scopes.sql",
          "027-old-scales.sql",
          "028-retention.sql",
          "029-insults.sql",
          "030-appeals.sql",
          "031-notices.sql",
          "032-purges.sql",
          "033-webhook-formats.sql",
          "034-ban-proposals.sql",
          "035-second-factor.sql",
          "036-identities.sql",
          "037-team.sql",
          "040-policy-changes.sql",
          "041-pinned.sql",
          "042-reports-by-time.sql",
          "043-blind-check.sql",
          "044-drift.sql",
          "045-raids.sql");

  private static final long LOCK = 0x7061726C6579L;

  private final Database database;
  private final List<String> files;

  public Migrations(Database database) {
    this(database, FILES);
  }

  /** Brings the schema to the state after {@code files}, which are the first of the list. */
  Migrations(Database database, List<String> files) {
    this.database = database;
    this.files = files;
  }

  /** Applies what is missing. Fails when a file has changed since it was applied. */
  public Future<Void> apply() {
    return database
        .pool()
        .withConnection(
            connection ->
                connection
                    .query("select pg_advisory_lock(" + LOCK + ")")
                    .execute()
                    .compose(locked -> applyMissing(connection))
                    .eventually(
                        () ->
                            connection.query("select pg_advisory_unlock(" + LOCK + ")").execute()));
  }

  /** Checked first: "if not exists" would write a notice into the log at every start. */
  private static Future<?> provideTable(SqlConnection connection) {
    return isThere(connection)
        .compose(
            there ->
                there
                    ? Future.succeededFuture()
                    : connection
                        .query(
                            """
                            create table migration (
                              file text primary key,
                              sha256 text not null,
                              applied_at timestamptz not null default now())
                            """)
                        .execute());
  }

  private static Future<Boolean> isThere(SqlConnection connection) {
    return connection
        .query(
            "select to_regclass(quote_ident(current_schema()) || '.migration') is not null as there")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("there"));
  }

  private Future<Void> applyMissing(SqlConnection connection) {
    return provideTable(connection)
        .compose(there -> applied(connection))
        .compose(
            applied -> {
              Future<Void> done = Future.succeededFuture();
              for (String file : files) {
                done = done.compose(before -> applyFile(connection, file, applied.get(file)));
              }
              return done;
            });
  }

  private static Future<Void> applyFile(
      SqlConnection connection, String file, @org.jspecify.annotations.Nullable String known) {
    String sql = read(file);
    String sha256 = sha256(sql);
    if (known != null) {
      return known.equals(sha256)
          ? Future.succeededFuture()
          : Future.failedFuture(
              new IllegalStateException(
                  "Migration "
                      + file
                      + " has changed since it was applied: this database was made by another"
                      + " build. Start that build's jar, or restore a dump into an empty"
                      + " database."));
    }
    return connection
        .begin()
        .compose(
            transaction ->
                run(connection, file, sql)
                    .compose(remembered -> transaction.commit())
                    .onFailure(failed -> transaction.rollback()));
  }

  private static Future<Void> run(SqlConnection connection, String file, String sql) {
    log.info("Applying migration {}", file);
    return connection
        .query(sql)
        .execute()
        .compose(
            ran ->
                connection
                    .preparedQuery("insert into migration (file, sha256) values ($1, $2)")
                    .execute(Tuple.of(file, sha256(sql))))
        .mapEmpty();
  }

  /** The files that a connection's database has, each with its hash; none of an empty one. */
  public static Future<Map<String, String>> applied(SqlConnection connection) {
    return isThere(connection)
        .compose(
            there ->
                there
                    ? connection
                        .query("select file, sha256 from migration order by file")
                        .execute()
                        .map(
                            rows -> {
                              Map<String, String> files = new LinkedHashMap<>();
                              rows.forEach(
                                  row -> files.put(row.getString("file"), row.getString("sha256")));
                              return files;
                            })
                    : Future.succeededFuture(Map.of()));
  }

  /** Those of the files, each with its hash, that this build lacks or knows otherwise. */
  public static List<String> unknown(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(
            file ->
                !FILES.contains(file.getKey())
                    || !sha256(read(file.getKey())).equals(file.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Applies, within a transaction, those files that are missing and may be applied. Other nodes
   * that start wait for its end.
   */
  public static Future<Void> applyWithin(SqlConnection tx, Predicate<String> may) {
    return tx.query("select pg_advisory_xact_lock(" + LOCK + ")")
        .execute()
        .compose(locked -> provideTable(tx))
        .compose(there -> applied(tx))
        .compose(
            applied -> {
              Future<Void> done = Future.succeededFuture();
              for (String file : FILES) {
                if (may.test(file) && !applied.containsKey(file)) {
                  done = done.compose(before -> run(tx, file, read(file)));
                }
              }
              return done;
            });
  }

  private static String read(String file) {
    try (InputStream resource = Migrations.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException("The jar lacks migration " + file);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Migration " + file + " cannot be read", unreadable);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
