package dev.parley.moderator;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * A lock held while roles change, so that two administrators cannot demote each other at once.
   */
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('parley moderators'))";

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

  private static Future<Optional<Moderator>> withId(SqlClient on, UUID id) {
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

  /** Whether anybody is a lead on a site. */
  public static Future<Boolean> hasLead(SqlClient on, int site) {
    return on.preparedQuery(
            """
            select exists (
              select from moderator_site placed
              join moderator on moderator.id = placed.moderator_id and removed_at is null
              where site_id = $1 and coalesce(placed.role, moderator.role) = 'lead') as there
            """)
        .execute(Tuple.of(site))
        .map(rows -> rows.iterator().next().getBoolean("there"));
  }

  /** Whether a moderator is a lead on a site, or an administrator. */
  public static Future<Boolean> leads(SqlClient on, int site, UUID moderator) {
    return on.preparedQuery(
            """
            select exists (
              select from moderator left join moderator_site placed
                on placed.moderator_id = moderator.id and site_id = $1
              where moderator.id = $2 and removed_at is null
                and (moderator.role = 'administrator'
                  or placed.moderator_id is not null
                    and coalesce(placed.role, moderator.role) = 'lead')) as there
            """)
        .execute(Tuple.of(site, moderator))
        .map(rows -> rows.iterator().next().getBoolean("there"));
  }

  /** Whether anybody but this moderator decides on a site, administrators included. */
  public static Future<Boolean> hasAnother(SqlClient on, int site, UUID moderator) {
    return on.preparedQuery(
            """
            select exists (
              select from moderator left join moderator_site placed
                on placed.moderator_id = moderator.id and site_id = $1
              where moderator.id <> $2 and removed_at is null
                and (moderator.role = 'administrator'
                  or placed.moderator_id is not null
                    and coalesce(placed.role, moderator.role) <> 'reader')) as there
            """)
        .execute(Tuple.of(site, moderator))
        .map(rows -> rows.iterator().next().getBoolean("there"));
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

  /**
   * The changes to a moderator. What is empty stays as it is.
   *
   * @param siteRoles other roles on some sites, by slug; a new role without them is the role
   *     everywhere
   */
  public record Change(
      Optional<String> name,
      Optional<String> passwordHash,
      Optional<Role> role,
      Optional<List<String>> sites,
      Optional<Map<String, Role>> siteRoles) {
    /** One role everywhere. */
    public Change(
        Optional<String> name,
        Optional<String> passwordHash,
        Optional<Role> role,
        Optional<List<String>> sites) {
      this(name, passwordHash, role, sites, Optional.empty());
    }
  }

  /**
   * Adds a moderator, or changes the one with that e-mail address. A new moderator needs a
   * password; a new password ends the sessions opened with the old one.
   */
  public Future<Moderator> put(String email, Change change) {
    return database.transactionOnce(tx -> put(tx, email, change));
  }

  /** The same, within a transaction. */
  public static Future<Moderator> put(SqlConnection tx, String email, Change change) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    return tx.query(LOCK)
        .execute()
        .compose(locked -> update(tx, address, change))
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(known.get())
                    : insert(tx, address, change))
        .compose(id -> place(tx, id, change).map(id))
        .compose(id -> giveSiteRoles(tx, id, change).map(id))
        .compose(id -> endSessions(tx, id, change).map(id))
        .compose(id -> keepAnAdministrator(tx).map(id))
        .compose(id -> withId(tx, id))
        .map(Optional::orElseThrow);
  }

  /**
   * Removes a moderator with sessions, tokens and sites. The address is deleted; only the name
   * stays, for the log.
   */
  public static Future<Moderator> remove(SqlConnection tx, UUID id) {
    return tx.query(LOCK)
        .execute()
        .compose(locked -> withId(tx, id))
        .map(
            known ->
                known.orElseThrow(
                    () -> new Refusal(Problem.NOT_FOUND, "There is no such moderator")))
        .compose(known -> remove(tx, known).map(known));
  }

  private static Future<Void> remove(SqlConnection tx, Moderator moderator) {
    return tx.preparedQuery(
            """
            with sessions as (delete from session where moderator_id = $1),
              identity as (delete from moderator_identity where moderator_id = $1),
              factor as (delete from second_factor where moderator_id = $1),
              codes as (delete from recovery_code where moderator_id = $1),
              sites as (delete from moderator_site where moderator_id = $1),
              invitations as (delete from invitation where invited_by = $1),
              tokens as (delete from api_token where moderator_id = $1 returning id),
              usage as (delete from key_usage where token_id in (select id from tokens))
            update moderator set removed_at = now(), email = 'removed ' || id, password_hash = '',
              role = 'moderator'
            where id = $1
            """)
        .execute(Tuple.of(moderator.id()))
        .compose(removed -> keepAnAdministrator(tx));
  }

  /** Refuses to remove the last administrator, without whom nobody could change anything. */
  private static Future<Void> keepAnAdministrator(SqlConnection tx) {
    return tx.query(
            """
            select exists (select 1 from moderator
              where role = 'administrator' and removed_at is null) as one
            """)
        .execute()
        .map(
            rows -> {
              if (!rows.iterator().next().getBoolean("one")) {
                throw new Refusal(
                    Problem.CONFLICT,
                    "At least one administrator must remain. Make someone else an administrator first."
                        + " The very first moderator must be one (--administrator).");
              }
              return null;
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

  private static Future<Optional<UUID>> update(SqlConnection tx, String email, Change change) {
    return tx.preparedQuery(
            """
            update moderator set name = coalesce($2::text, name), role = coalesce($4::text, role),
              password_hash = coalesce($3::text, password_hash)
            where email = $1 returning id
            """)
        .execute(parameters(email, change))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("id")));
  }

  private static Future<UUID> insert(SqlConnection tx, String email, Change change) {
    if (change.passwordHash().isEmpty()) {
      throw Refusal.invalid("password", "A new moderator needs a password");
    }
    return tx.preparedQuery(
            """
            insert into moderator (id, email, name, password_hash, role)
            values ($5, $1, coalesce($2::text, split_part($1, '@', 1)), $3,
              coalesce($4::text, 'moderator'))
            on conflict (email) do update set name = excluded.name, role = excluded.role,
              password_hash = excluded.password_hash
            returning id
            """)
        .execute(parameters(email, change).addValue(Ids.next()))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private static Tuple parameters(String email, Change change) {
    return Tuple.of(
        email,
        change.name().orElse(null),
        change.passwordHash().orElse(null),
        change.role().map(Role::code).orElse(null));
  }

  private static Future<Void> place(SqlConnection tx, UUID id, Change change) {
    if (change.sites().isEmpty()) {
      return Future.succeededFuture();
    }
    String[] slugs = change.sites().get().toArray(String[]::new);
    return tx.preparedQuery(
            """
            delete from moderator_site where moderator_id = $1
              and site_id <> all(array(select id from site where slug = any($2)))
            """)
        .execute(Tuple.of(id, (Object) slugs))
        .compose(
            gone ->
                tx.preparedQuery(
                        """
                        insert into moderator_site (site_id, moderator_id)
                        select id, $1 from site where slug = any($2) on conflict do nothing
                        """)
                    .execute(Tuple.of(id, (Object) slugs)))
        .compose(placed -> unknownSite(tx, slugs))
        .compose(
            unknown ->
                unknown.isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        Refusal.invalid("sites", "There is no site “" + unknown.get() + "”")));
  }

  private static Future<Void> giveSiteRoles(SqlConnection tx, UUID id, Change change) {
    if (change.role().isEmpty() && change.siteRoles().isEmpty()) {
      return Future.succeededFuture();
    }
    Map<String, Role> given = change.siteRoles().orElse(Map.of());
    String[] slugs = given.keySet().toArray(String[]::new);
    String[] roles = given.values().stream().map(Role::code).toArray(String[]::new);
    return tx.preparedQuery(
            """
            update moderator_site set role = given.role
            from site left join unnest($2::text[], $3::text[]) as given(slug, role)
              on given.slug = site.slug
            where moderator_site.site_id = site.id and moderator_id = $1
            returning given.slug
            """)
        .execute(Tuple.of(id, slugs, roles))
        .map(
            rows -> {
              Set<String> missing = new TreeSet<>(given.keySet());
              rows.forEach(row -> missing.remove(String.valueOf(row.getString("slug"))));
              if (!missing.isEmpty()) {
                throw Refusal.invalid(
                    "siteRoles", "“" + missing.iterator().next() + "” is none of their sites");
              }
              return null;
            });
  }

  private static Future<Optional<String>> unknownSite(SqlConnection tx, String[] slugs) {
    return tx.preparedQuery(
            """
            select named.slug from unnest($1::text[]) as named(slug)
            where not exists (select from site where site.slug = named.slug) limit 1
            """)
        .execute(Tuple.of((Object) slugs))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("slug")));
  }

  private static Future<Void> endSessions(SqlConnection tx, UUID id, Change change) {
    return change.passwordHash().isEmpty()
        ? Future.succeededFuture()
        : tx.preparedQuery("delete from session where moderator_id = $1")
            .execute(Tuple.of(id))
            .mapEmpty();
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
