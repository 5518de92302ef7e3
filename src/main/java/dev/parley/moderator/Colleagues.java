package dev.parley.moderator;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Who else moderates a site. */
public final class Colleagues {
  private Colleagues() {}

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
}
