package dev.parley.exports;

import dev.parley.archive.ArchiveWriter;
import dev.parley.archive.ArchivedAuthor;
import dev.parley.archive.ArchivedPage;
import dev.parley.archive.Standing;
import dev.parley.archive.WrittenComment;
import dev.parley.comment.Status;
import dev.parley.database.Snapshot;
import dev.parley.site.Site;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the writer of another system's archive what the threads of a site hold. */
final class ThreadExport {
  private static final int FETCHED = 500;

  private static final String AUTHORS =
      """
      select id as author_id, name as author_name, email, url as author_url from author
      where site_id = $1 and email is not null order by id
      """;

  private static final String PAGES =
      """
      select id as article_id, key, url, title, state = 1 or closed_at <= now() is true as closed
      from article where site_id = $1 order by id
      """;

  /** By article, and then parents before replies. */
  private static final String COMMENTS =
      """
      select article.id as article_id, key, article.url, title,
        article.state = 1 or article.closed_at <= now() is true as closed,
        comment.id, parent_id, author_id, author_name, author_url, email, status,
        shown = 2 as answered, votes, comment.created_at, edited_at, host(address) as address,
        body, html
      from comment
      join article on article.site_id = comment.site_id and article.id = comment.article_id
      left join author on author.site_id = comment.site_id and author.id = comment.author_id
      where comment.site_id = $1
      order by article.id, comment.id
      """;

  private final Site site;
  private final Snapshot snapshot;
  private final ArchiveWriter writer;
  private final Runnable told;
  private @Nullable UUID page;

  /**
   * @param told hears of every comment
   */
  ThreadExport(Site site, Snapshot snapshot, ArchiveWriter writer, Runnable told) {
    this.site = site;
    this.snapshot = snapshot;
    this.writer = writer;
    this.told = told;
  }

  void write() throws IOException {
    writer.begin(site.slug(), site.name(), address());
    snapshot.each(AUTHORS, Tuple.of(site.id()), FETCHED, row -> writer.author(author(row)));
    snapshot.each(PAGES, Tuple.of(site.id()), FETCHED, row -> writer.known(page(row)));
    snapshot.each(COMMENTS, Tuple.of(site.id()), FETCHED, this::comment);
    writer.end();
  }

  /** The first address at which readers find the site. */
  private String address() {
    return site.origins().stream().filter(origin -> !origin.equals("*")).findFirst().orElse("");
  }

  private void comment(Row row) throws IOException {
    UUID article = row.getUUID("article_id");
    if (!article.equals(page)) {
      page = article;
      writer.page(page(row));
    }
    writer.comment(
        new WrittenComment(
            row.getUUID("id"),
            Optional.ofNullable(row.getUUID("parent_id")),
            author(row),
            row.getString("html"),
            row.getString("body"),
            standing(Status.ofNumber(row.getShort("status"))),
            row.getBoolean("answered"),
            row.getOffsetDateTime("created_at").toInstant(),
            Optional.ofNullable(row.getOffsetDateTime("edited_at")).map(OffsetDateTime::toInstant),
            row.getInteger("votes"),
            Optional.ofNullable(row.getString("address"))));
    told.run();
  }

  private static ArchivedAuthor author(Row row) {
    return new ArchivedAuthor(
        Optional.of(row.getUUID("author_id").toString()),
        row.getString("author_name"),
        Optional.ofNullable(row.getString("email")),
        Optional.ofNullable(row.getString("author_url")));
  }

  private static ArchivedPage page(Row row) {
    return new ArchivedPage(
        row.getUUID("article_id").toString(),
        Optional.of(row.getString("key")),
        row.getString("url"),
        row.getString("title"),
        row.getBoolean("closed"));
  }

  private static Standing standing(Status status) {
    return switch (status) {
      case APPROVED -> Standing.APPROVED;
      case PENDING -> Standing.PENDING;
      case REJECTED -> Standing.REJECTED;
      case SPAM -> Standing.SPAM;
      case DELETED -> Standing.DELETED;
    };
  }
}
