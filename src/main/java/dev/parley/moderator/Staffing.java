package dev.parley.moderator;

import dev.parley.database.Ids;
import dev.parley.moderator.Moderator.Role;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who moderates what, and in which role, as administrators settle it. At least one administrator
 * remains.
 */
public final class Staffing {
  /**
   * A lock held while roles change, so that two administrators cannot demote each other at once.
   */
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('parley moderators'))";

  private Staffing() {}

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
        .compose(id -> Moderators.withId(tx, id))
        .map(Optional::orElseThrow);
  }

  /**
   * Removes a moderator with sessions, tokens and sites. The address is deleted; only the name
   * stays, for the log.
   */
  public static Future<Moderator> remove(SqlConnection tx, UUID id) {
    return tx.query(LOCK)
        .execute()
        .compose(locked -> Moderators.withId(tx, id))
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
}
