package dev.parley.rights;

import dev.parley.comment.Author;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * The bans of a person. An administrator who erases somebody lets the bans go too: each is a name
 * tag. Nobody escapes a ban by erasing themselves: it stays, by the id that their address makes,
 * which keeps out whoever gives the address and tells nothing to anyone else.
 */
final class BansOfPerson {
  private static final String GONE =
      """
      delete from ban where site_id = $1 and (kind = 'author' and value = any($2)
        or kind = 'email' and value = any($3) or kind = 'ip' and split_part(value, '/', 1) = any($4)
          and split_part(value, '/', 2) in ('', '32', '128'))
      """;

  private static final String KNOWN =
      "select from ban where site_id = $1 and kind = 'author' and value = any($2)"
          + " or site_id = $1 and kind = 'email' and value = any($3) limit 1";

  private static final String HIDDEN =
      """
      update ban set kind = 'author', value = $3 where site_id = $1 and kind = 'email' and value = $2
        and not exists (
          select from ban same where same.site_id = $1 and same.kind = 'author' and same.value = $3)
      """;

  private final Database database;

  BansOfPerson(Database database) {
    this.database = database;
  }

  /** Whether there is any. */
  Future<Boolean> any(Person person) {
    return database
        .pool()
        .preparedQuery(KNOWN)
        .execute(Tuple.of(person.site(), ids(person), emails(person)))
        .map(rows -> rows.size() > 0);
  }

  /** Removes them, or hides the addresses in them. */
  Future<Void> forget(Person person, boolean own) {
    return own
        ? database.transaction(tx -> hide(tx, person))
        : database.retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(GONE)
                    .execute(
                        Tuple.of(
                            person.site(),
                            ids(person),
                            emails(person),
                            person.addresses().toArray(String[]::new)))
                    .mapEmpty());
  }

  private static Future<Void> hide(SqlConnection tx, Person person) {
    Future<Void> done = Future.succeededFuture();
    for (String email : person.emails()) {
      String id = Author.idOf(person.site(), email).toString();
      done =
          done.compose(
                  before -> tx.preparedQuery(HIDDEN).execute(Tuple.of(person.site(), email, id)))
              .mapEmpty();
    }
    return done.compose(
        hidden ->
            tx.preparedQuery(
                    "delete from ban where site_id = $1 and kind = 'email' and value = any($2)")
                .execute(Tuple.of(person.site(), (Object) emails(person)))
                .mapEmpty());
  }

  private static String[] ids(Person person) {
    return person.knownIds().stream().map(UUID::toString).toArray(String[]::new);
  }

  private static String[] emails(Person person) {
    return person.emails().toArray(String[]::new);
  }
}
