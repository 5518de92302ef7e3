package dev.parley.site;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores every version of every site's policy. The log names the version a comment was judged by;
 * this class knows what that version said.
 */
public final class Policies {
  private final Database database;

  public Policies(Database database) {
    this.database = database;
  }

  /** Stores the present policy of a site. A version that is stored already stays as it is. */
  static Future<Void> keep(SqlClient on, Site site, Optional<UUID> by) {
    return on.preparedQuery(
            """
            insert into policy (site_id, version, settings, moderator_id) values ($1, $2, $3, $4)
            on conflict do nothing
            """)
        .execute(
            Tuple.of(
                site.id(), site.settings().version(), site.settings().toJson(), by.orElse(null)))
        .mapEmpty();
  }

  /**
   * Stores the policies of sites that are older than this table, or whose defaults have changed.
   */
  public Future<Void> keep(List<Site> sites) {
    Future<Void> kept = Future.succeededFuture();
    for (Site site : sites) {
      kept = kept.compose(before -> keep(database.pool(), site, Optional.empty()));
    }
    return kept;
  }

  /** The content of a version of a site's policy. */
  public Future<Optional<JsonObject>> of(int site, String version) {
    return database
        .pool()
        .preparedQuery("select settings from policy where site_id = $1 and version = $2")
        .execute(Tuple.of(site, version))
        .map(rows -> rows.stream().findFirst().map(row -> row.getJsonObject("settings")));
  }
}
