package dev.parley.moderator;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The moderators in the store. */
public final class Moderators {
  private static final String SELECT =
      """
      select moderator.id, moderator.name, email, password_hash, role,
        (select coalesce(jsonb_agg(jsonb_build_object(
             'id', site.id, 'slug', site.slug, 'name', site.name) order by site.name), '[]')
         from site where role = 'administrator' or exists (
           select 1 from moderator_site
           where moderator_site.site_id = site.id and moderator_id = moderator.id)) as sites
      from moderator
      """;

  private final Database database;

  public Moderators(Database database) {
    this.database = database;
  }

  /** A moderator with the hash of their password. */
  record Account(Moderator moderator, String passwordHash) {}

  Future<Optional<Account>> withEmail(String email) {
    return database
        .pool()
        .preparedQuery(SELECT + " where email = $1")
        .execute(Tuple.of(email.strip().toLowerCase(Locale.ROOT)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Account(moderator(row), row.getString("password_hash"))));
  }

  Future<Optional<Moderator>> withId(UUID id) {
    return database
        .pool()
        .preparedQuery(SELECT + " where moderator.id = $1")
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

  /** Whether there is anyone yet. */
  public Future<Boolean> none() {
    return database
        .pool()
        .query("select not exists (select 1 from moderator) as none")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("none"));
  }

  /** What a moderator is to be from now on; what is empty stays as it is. */
  public record Change(
      Optional<String> name,
      Optional<String> passwordHash,
      Optional<Role> role,
      Optional<List<String>> sites) {}

  /**
   * Adds a moderator, or changes the one with that e-mail. A new one needs a password; a new
   * password ends the sessions opened with the old one.
   */
  public Future<Moderator> put(String email, Change change) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    return database
        .transaction(
            tx ->
                update(tx, address, change)
                    .compose(
                        known ->
                            known.isPresent()
                                ? Future.succeededFuture(known.get())
                                : insert(tx, address, change))
                    .compose(id -> place(tx, id, change).map(id))
                    .compose(id -> endSessions(tx, id, change).map(id)))
        .compose(this::withId)
        .map(Optional::orElseThrow);
  }

  /** Adds the first administrator; answers false when another node was faster. */
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
            // Asked for, not counted: the insert may have been done by a try nobody heard of.
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
    return tx.preparedQuery("delete from moderator_site where moderator_id = $1")
        .execute(Tuple.of(id))
        .compose(
            gone ->
                tx.preparedQuery(
                        """
                        insert into moderator_site (site_id, moderator_id)
                        select id, $1 from site where slug = any($2)
                        """)
                    .execute(Tuple.of(id, (Object) slugs)))
        .mapEmpty();
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
                            site.getInteger("id"), site.getString("slug"), site.getString("name")))
                .toList();
    return new Moderator(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        sites);
  }
}
