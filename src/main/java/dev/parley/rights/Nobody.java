package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Whose comments are that belonged to a person who was erased: one author on each site, for all of
 * them, so that no erased person can be told from another.
 */
final class Nobody {
  private Nobody() {}

  static UUID id(int site) {
    return Ids.author(site, "nobody");
  }

  /** Makes sure that the author is there. */
  static Future<Void> provide(Database database, int site) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        insert into author (site_id, id, name) values ($1, $2, $3)
                        on conflict do nothing
                        """)
                    .execute(Tuple.of(site, id(site), ErasedComments.ANONYMOUS)))
        .mapEmpty();
  }
}
