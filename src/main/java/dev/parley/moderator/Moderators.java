package dev.parley.moderator;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderator.SiteName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
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

  /** Adds a moderator, or changes name, password, role and sites of the one with that e-mail. */
  public Future<Moderator> put(
      String email, String name, String passwordHash, Role role, List<String> sites) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    return database
        .transaction(
            tx ->
                tx.preparedQuery(
                        """
                        insert into moderator (id, email, name, password_hash, role)
                        values ($1, $2, $3, $4, $5)
                        on conflict (email) do update set name = excluded.name,
                          password_hash = excluded.password_hash, role = excluded.role
                        returning id
                        """)
                    .execute(Tuple.of(Ids.next(), address, name, passwordHash, role.code()))
                    .map(rows -> rows.iterator().next().getUUID("id"))
                    .compose(
                        id ->
                            tx.preparedQuery("delete from moderator_site where moderator_id = $1")
                                .execute(Tuple.of(id))
                                .compose(
                                    gone ->
                                        tx.preparedQuery(
                                                """
                                                insert into moderator_site (site_id, moderator_id)
                                                select id, $1 from site where slug = any($2)
                                                """)
                                            .execute(
                                                Tuple.of(
                                                    id, (Object) sites.toArray(String[]::new))))
                                .compose(
                                    placed ->
                                        // Whoever knew the old password is to know the new one.
                                        tx.preparedQuery(
                                                "delete from session where moderator_id = $1")
                                            .execute(Tuple.of(id)))
                                .map(id)))
        .compose(this::withId)
        .map(Optional::orElseThrow);
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
