package dev.parley.moderator;

import dev.parley.moderator.Moderator.Role;
import dev.parley.site.OtherPeople;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
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

  /** A moderator's role on a site; empty for whoever has none there, or not any more. */
  public static Future<Optional<Role>> role(SqlClient on, int site, UUID moderator) {
    return on.preparedQuery(
            """
            select case when moderator.role = 'administrator' then moderator.role
                else coalesce(placed.role, moderator.role) end as role
            from moderator left join moderator_site placed
              on placed.moderator_id = moderator.id and site_id = $1
            where moderator.id = $2 and removed_at is null
              and (moderator.role = 'administrator' or placed.moderator_id is not null)
            """)
        .execute(Tuple.of(site, moderator))
        .map(rows -> rows.stream().findFirst().flatMap(row -> Role.ofCode(row.getString("role"))));
  }

  /** Whether anybody but this moderator decides on a site, administrators included. */
  public static Future<Boolean> hasAnother(SqlClient on, int site, UUID moderator) {
    return on.preparedQuery("select " + OtherPeople.exist("$1", "$2") + " as there")
        .execute(Tuple.of(site, moderator))
        .map(rows -> rows.iterator().next().getBoolean("there"));
  }
}
