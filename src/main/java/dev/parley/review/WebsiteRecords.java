package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.text.Domains;
import dev.parley.text.WebAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/** What became of other comments with links to the domain of an author's website. */
final class WebsiteRecords {
  /** The latest comments of a domain that are looked at. */
  private static final int LATEST = 100;

  private final Database database;

  WebsiteRecords(Database database) {
    this.database = database;
  }

  /** Adds the record of the website's domain to an author who gave one. */
  Future<JsonObject> of(int site, JsonObject author) {
    Optional<String> domain =
        Optional.ofNullable(author.getString("url")).flatMap(WebsiteRecords::domain);
    if (domain.isEmpty()) {
      return Future.succeededFuture(author);
    }
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
                select %s as approved, %s
                from (
                  select comment_id from link where link.site_id = $1 and link.domain = $2
                  order by comment_id desc limit $3) latest
                cross join lateral (select status, decided, blind from comment
                  where comment.site_id = $1 and comment.id = latest.comment_id limit 1) comment
                """,
                BlindCase.APPROVED,
                CaseStore.TURNED_DOWN))
        .execute(Tuple.of(site, domain.get(), LATEST))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                author.put(
                    "urlRecord",
                    new JsonObject()
                        .put("domain", domain.get())
                        .put("approved", row.getInteger("approved"))
                        .put("rejected", row.getInteger("rejected"))
                        .put("putAside", row.getInteger("put_aside"))));
  }

  private static Optional<String> domain(String url) {
    return WebAddress.of(url).map(WebAddress::host).flatMap(Domains::registrable);
  }
}
