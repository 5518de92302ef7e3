package dev.parley.campaign;

import dev.parley.comment.Surroundings.LinkRecord;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Reads how comments with links to a domain were decided. It counts the comments as they are now,
 * by an index of their links; a stored counter could be left wrong by an undone decision.
 */
final class LinkRecords {
  /** The most comments per domain, the latest first: old offences are forgotten. */
  private static final int LATEST = 100;

  private final Database database;

  LinkRecords(Database database) {
    this.database = database;
  }

  /** The record of each domain that has one, without the comment {@code id}. */
  Future<List<LinkRecord>> of(int site, UUID id, List<String> domains) {
    if (domains.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select asked.domain,
              count(*) filter (where status = 3 and decided = 3)::int as spam,
              count(*) filter (where status = 2 and decided = 2)::int as rejected,
              count(*) filter (where status = 1 and decided = 1)::int as approved,
              count(*) filter (where status = 1 and decided is null)::int as standing
            from unnest($2::text[]) as asked(domain)
            cross join lateral (
              select comment_id from link
              where link.site_id = $1 and link.domain = asked.domain and comment_id <> $3
              order by comment_id desc limit $4) latest
            join comment on comment.site_id = $1 and comment.id = latest.comment_id
            group by asked.domain
            """)
        .execute(Tuple.of(site, domains.toArray(String[]::new), id, LATEST))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new LinkRecord(
                                row.getString("domain"),
                                row.getInteger("spam"),
                                row.getInteger("rejected"),
                                row.getInteger("approved"),
                                row.getInteger("standing")))
                    .toList());
  }
}
