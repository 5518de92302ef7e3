package dev.parley.moderator;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored moderators. */
public final class Moderators {
  private static final String SELECT =
      """
      select moderator.id, moderator.name, email, password_hash, role,
        (select coalesce(jsonb_agg(jsonb_build_object(
             'id', site.id, 'slug', site.slug, 'name', site.name,
             'role', coalesce(placed.role, moderator.role)) order by site.name), '[]')
         from site left join moderator_site placed
           on placed.site_id = site.id and placed.moderator_id = moderator.id
             and moderator.role <> 'administrator'
         where moderator.role = 'administrator' or placed.site_id is not null) as sites
      from moderator where removed_at is null
      """;

  private final Database database;

  public Moderators(Database database) {
    this.database = database;
  }

  /** A moderator by the address they sign in with. */
  public Future<Optional<Moderator>> named(String email) {
    return withEmail(email).map(account -> account.map(Account::moderator));
  }

  /** A moderator with the hash of their password. */
  record Account(Moderator moderator, String passwordHash) {}

  Future<Optional<Account>> withEmail(String email) {
    return database
        .pool()
        .preparedQuery(SELECT + " and email = $1")
        .execute(Tuple.of(email.strip().toLowerCase(Locale.ROOT)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Account(moderator(row), row.getString("password_hash"))));
  }

  public Future<Optional<Moderator>> withId(UUID id) {
    return withId(database.pool(), id);
  }

  static Future<Optional<Moderator>> withId(SqlClient on, UUID id) {
    return on.preparedQuery(SELECT + " and moderator.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(Moderators::moderator));
  }

  /** All moderators, by name. */
  public Future<List<Moderator>> all() {
    return database
        .pool()
        .query(SELECT + " order by moderator.name")
        .execute()
        .map(rows -> rows.stream().map(Moderators::moderator).toList());
  }

  /** Whether there is no moderator yet. */
  public Future<Boolean> none() {
    return database
        .pool()
        .query("select not exists (select 1 from moderator) as none")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("none"));
  }

  /** When moderators were last here, and who of them has a second factor. */
  public record Presence(Optional<Instant> lastSeen, boolean secondFactor) {}

  /** The presence of all moderators, by id. */
  public Future<Map<UUID, Presence>> presence() {
    return database
        .pool()
        .query(
            """
            select id, seen_at, exists (
                select from second_factor
                where moderator_id = moderator.id and confirmed_at is not null) as factor
            from moderator where removed_at is null
            """)
        .execute()
        .map(
            rows -> {
              Map<UUID, Presence> found = new HashMap<>();
              rows.forEach(
                  row ->
                      found.put(
                          row.getUUID("id"),
                          new Presence(
                              Optional.ofNullable(row.getOffsetDateTime("seen_at"))
                                  .map(OffsetDateTime::toInstant),
                              row.getBoolean("factor"))));
              return found;
            });
  }

  /** Sets a moderator's own name. */
  Future<Moderator> rename(Moderator moderator, String name, AccountLog log) {
    return database.transactionOnce(
        tx ->
            tx.preparedQuery("update moderator set name = $2 where id = $1")
                .execute(Tuple.of(moderator.id(), name))
                .compose(
                    renamed ->
                        log.write(
                            tx,
                            moderator,
                            AccountLog.Kind.NAME,
                            Optional.empty(),
                            Optional.of(moderator.name() + " → " + name)))
                .compose(logged -> withId(tx, moderator.id()))
                .map(Optional::orElseThrow));
  }

  /** Sets a new password and ends all sessions except the current one. */
  Future<Void> changePassword(Moderator moderator, String hash, Buffer present, AccountLog log) {
    UUID id = moderator.id();
    return database.transactionOnce(
        tx ->
            tx.preparedQuery("update moderator set password_hash = $2 where id = $1")
                .execute(Tuple.of(id, hash))
                .compose(
                    changed ->
                        tx.preparedQuery(
                                "delete from session where moderator_id = $1 and token_hash <> $2")
                            .execute(Tuple.of(id, present)))
                .compose(
                    ended ->
                        log.write(
                            tx,
                            moderator,
                            AccountLog.Kind.PASSWORD,
                            Optional.empty(),
                            Optional.empty())));
  }

  /** Adds the first administrator. Answers false when another node was faster. */
  public Future<Boolean> addFirst(String email, String name, String passwordHash) {
    UUID id = Ids.next();
    return database
        .transaction(
            tx ->
                tx.query("select pg_advisory_xact_lock(7308333)")
                    .execute()
                    .compose(
                        locked ->
                            tx.preparedQuery(
                                    """
                                    insert into moderator (id, email, name, password_hash, role)
                                    select $1, $2, $3, $4, 'administrator'
                                    where not exists (select 1 from moderator)
                                    """)
                                .execute(
                                    Tuple.of(
                                        id,
                                        email.strip().toLowerCase(Locale.ROOT),
                                        name,
                                        passwordHash))))
        .compose(
            // Queried, not counted: an earlier try may have inserted it although its answer was
            // lost.
            added ->
                database
                    .pool()
                    .preparedQuery("select 1 from moderator where id = $1")
                    .execute(Tuple.of(id)))
        .map(rows -> rows.size() == 1);
  }

  private static Moderator moderator(Row row) {
    List<SiteName> sites =
        ((JsonArray) row.getValue("sites"))
            .stream()
                .map(JsonObject.class::cast)
                .map(
                    site ->
                        new SiteName(
                            site.getInteger("id"),
                            site.getString("slug"),
                            site.getString("name"),
                            role(site.getString("role"))))
                .toList();
    return new Moderator(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("email"),
        role(row.getString("role")),
        sites);
  }

  private static Role role(String code) {
    return Role.ofCode(code).orElseThrow();
  }

  /**
   * Adds people whom another service's log names, as if they had been removed here: the log shows
   * their names, and they have no access. Those who are here stay as they are.
   *
   * @param people a JSON array of objects with {@code id} and {@code name}
   */
  public static Future<Void> addNamed(SqlClient on, String people) {
    return on.preparedQuery(
            """
            insert into moderator (id, name, email, password_hash, role, removed_at)
            select id, name, 'removed ' || id, '', 'moderator', now()
            from json_populate_recordset(null::moderator, $1::text::json)
            on conflict do nothing
            """)
        .execute(Tuple.of(people))
        .mapEmpty();
  }
}
