package dev.parley.page;

import dev.parley.database.Database;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads which pages of a site have comments. */
final class Sitemap {
  /** As many as a file may name (https://www.sitemaps.org/protocol.html). */
  static final int MOST = 50_000;

  static final UUID FIRST = new UUID(0, 0);

  /** The articles from $2 on. The latest comment is a root, or the latest reply to one. */
  private static final String PAGES =
      """
      select article.id, url, key, coalesce(greatest(
        (select created_at from comment
         where comment.site_id = $1 and article_id = article.id and shown > 0 and parent_id is null
         order by comment.id desc limit 1),
        (select max(latest.created_at) from comment root
         cross join lateral (
           select created_at from comment
           where comment.site_id = $1 and root_id = root.id and shown > 0
             and parent_id is not null
           order by comment.id desc limit 1) latest
         where root.site_id = $1 and root.article_id = article.id and root.shown > 0
           and root.parent_id is null and root.reply_n > 0)),
        article.created_at) as latest
      from article
      where article.site_id = $1 and article.id >= $2 and shown_n > 0
      order by article.id limit $3
      """;

  /** Where each file begins. */
  private static final String FILES =
      """
      select id from (
        select id, row_number() over (order by id) as number from article
        where site_id = $1 and shown_n > 0) numbered
      where number % $2 = 1
      order by id
      """;

  private final Database database;

  /** A page with comments, and when the latest was written. */
  record Entry(String address, Instant latest) {}

  Sitemap(Database database) {
    this.database = database;
  }

  /**
   * The pages of a file, and whether others follow.
   *
   * @param from the article the file begins with
   */
  Future<File> file(Site site, UUID from) {
    return database
        .pool()
        .preparedQuery(PAGES)
        .execute(Tuple.of(site.id(), from, MOST + 1))
        .map(
            rows ->
                new File(
                    rows.stream().limit(MOST).flatMap(row -> entry(site, row)).toList(),
                    rows.size() > MOST));
  }

  /** A file. */
  record File(List<Entry> entries, boolean goesOn) {}

  /** The articles that files begin with. */
  Future<List<UUID>> files(Site site) {
    return database
        .pool()
        .preparedQuery(FILES)
        .execute(Tuple.of(site.id(), MOST))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }

  /** Pages whose address nobody knows, or which are not the site's, are left out. */
  private static Stream<Entry> entry(Site site, Row row) {
    Instant latest = row.getOffsetDateTime("latest").toInstant();
    return Stream.of(row.getString("url"), row.getString("key"))
        .filter(site::hasPage)
        .findFirst()
        .map(address -> new Entry(address, latest))
        .stream();
  }

  /** Where a file begins; the first of all when nothing is said. */
  static UUID from(Optional<UUID> sent) {
    return sent.orElse(FIRST);
  }
}
