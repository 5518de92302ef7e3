package dev.parley.site;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
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

  /**
   * Who changes a policy.
   *
   * @param moderator empty when a command or a new release does
   * @param why in their own words
   * @param known whether the change comes with the history of a site that arrives
   */
  public record Change(Optional<UUID> moderator, Optional<String> why, boolean known) {
    /** No person, for no reason of theirs. */
    public static final Change NOBODY = new Change(Optional.empty(), Optional.empty());

    /** That of a site which arrives with its history. */
    static final Change ARRIVED = new Change(Optional.empty(), Optional.empty(), true);

    public Change(Optional<UUID> moderator, Optional<String> why) {
      this(moderator, why, false);
    }
  }

  /**
   * Stores the present policy of a site, and that it is in force from now on if another was. A
   * version that is stored already stays as it is.
   */
  static Future<Void> keep(SqlClient on, Site site, Change by) {
    return on.preparedQuery(
            """
            with kept as (
              insert into policy (site_id, version, settings, moderator_id) values ($1, $2, $3, $4)
              on conflict do nothing)
            insert into policy_change (site_id, id, version, moderator_id, why)
            select $1, $5, $2, $4, $6 where not $7 and $2 is distinct from (
              select version from policy_change where site_id = $1 order by id desc limit 1)
            """)
        .execute(
            Tuple.of(
                site.id(),
                site.settings().version(),
                site.settings().toJson(),
                by.moderator().orElse(null),
                Ids.next(),
                by.why().orElse(null),
                by.known()))
        .mapEmpty();
  }

  /**
   * Stores the policies of sites that are older than this table, or whose defaults have changed.
   */
  public Future<Void> keep(List<Site> sites) {
    Future<Void> kept = Future.succeededFuture();
    for (Site site : sites) {
      kept = kept.compose(before -> keep(database.pool(), site, Change.NOBODY));
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

  /**
   * A policy that came into force.
   *
   * @param by the name of who saved it; empty when no person did
   * @param before the one it replaced; empty for the first
   */
  public record Version(
      UUID id,
      String version,
      Instant at,
      Optional<String> by,
      Optional<String> why,
      JsonObject settings,
      Optional<JsonObject> before) {}

  /**
   * The policies a site has had, the latest first.
   *
   * @param before only those that are older than this one
   */
  public Future<List<Version>> versions(int site, Optional<UUID> before, int limit) {
    return database
        .pool()
        .preparedQuery(
            """
            select change.id, change.version, change.created_at, change.why, moderator.name as by,
              policy.settings, earlier.settings as before
            from policy_change change
            join policy on policy.site_id = $1 and policy.version = change.version
            left join moderator on moderator.id = change.moderator_id
            left join lateral (
              select old.settings from policy_change prior
              join policy old on old.site_id = $1 and old.version = prior.version
              where prior.site_id = $1 and prior.id < change.id order by prior.id desc limit 1
            ) earlier on true
            where change.site_id = $1 and ($2::uuid is null or change.id < $2)
            order by change.id desc limit $3
            """)
        .execute(Tuple.of(site, before.orElse(null), limit))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Version(
                                row.getUUID("id"),
                                row.getString("version"),
                                row.getOffsetDateTime("created_at").toInstant(),
                                Optional.ofNullable(row.getString("by")),
                                Optional.ofNullable(row.getString("why")),
                                row.getJsonObject("settings"),
                                Optional.ofNullable(row.getJsonObject("before"))))
                    .toList());
  }

  /** What a policy of a site said when it came into force. */
  public Future<Optional<JsonObject>> inForce(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select settings from policy_change change
            join policy on policy.site_id = $1 and policy.version = change.version
            where change.site_id = $1 and change.id = $2
            """)
        .execute(Tuple.of(site, id))
        .map(rows -> rows.stream().findFirst().map(row -> row.getJsonObject("settings")));
  }
}
