package dev.parley.publish;

import dev.parley.comment.Article;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.publish.Feed.Item;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the comments of feeds from the database. */
final class FeedStore {
  private static final String COLUMNS =
      "comment.id, parent_id, author_name, author_url, reply_n, comment.created_at, edited_at,"
          + " html";

  private static final String PAGE =
      "article.id as article, article.url, article.title, article.key";

  /** The latest $2 of a site. */
  private static final String OF_SITE =
      String.format(
          Locale.ROOT,
          """
          select %s, %s
          from comment
          join article on article.site_id = $1 and article.id = article_id
          where comment.site_id = $1 and status = 1
          order by comment.id desc limit $2
          """,
          COLUMNS,
          PAGE);

  /**
   * The latest $2 of the article $3: among its roots, and among the replies to each. No index has
   * all comments of an article in the order of time, and the site has many others.
   */
  private static final String OF_ARTICLE =
      String.format(
          Locale.ROOT,
          """
          select comment.*, %2$s
          from article
          cross join lateral (
            (select %1$s from comment
             where comment.site_id = $1 and comment.article_id = article.id and shown > 0
               and parent_id is null and status = 1
             order by comment.id desc limit $2)
            union all
            (select latest.* from comment root
             cross join lateral (
               select %1$s from comment
               where comment.site_id = $1 and comment.root_id = root.id and shown > 0
                 and parent_id is not null and status = 1
               order by comment.id desc limit $2) latest
             where root.site_id = $1 and root.article_id = article.id and root.shown > 0
               and root.parent_id is null and root.reply_n > 0)
            order by id desc limit $2) comment
          where article.site_id = $1 and article.id = $3
          order by comment.id desc
          """,
          COLUMNS,
          PAGE);

  private final Database database;
  private final Threads threads;

  FeedStore(Database database, Threads threads) {
    this.database = database;
    this.threads = threads;
  }

  /**
   * The feed of a site.
   *
   * @param self the feed's own address
   * @param origin the service's own origin, under which conversations have their pages
   */
  Future<Feed> ofSite(Site site, String self, String origin) {
    return items(OF_SITE, Tuple.of(site.id(), Feed.LONGEST), site, origin)
        .map(
            items ->
                new Feed(
                    "Comments on " + site.name(), self, Optional.empty(), Optional.empty(), items));
  }

  /** The feed of an article. Its head is read first: the comments must be at least as new. */
  Future<Feed> ofArticle(Site site, String key, String self, String origin) {
    return threads
        .article(site.id(), key)
        .compose(
            article ->
                items(OF_ARTICLE, Tuple.of(site.id(), Feed.LONGEST, article.id()), site, origin)
                    .map(items -> feed(article, self, items)));
  }

  private static Feed feed(Article article, String self, List<Item> items) {
    return new Feed(
        "Comments on " + (article.title().isEmpty() ? article.key() : article.title()),
        self,
        page(article.url()),
        Optional.of(article.count()),
        items);
  }

  private Future<List<Item>> items(String statement, Tuple parameters, Site site, String origin) {
    String thread = origin + "/sites/" + site.slug() + "/thread?article=";
    return database
        .pool()
        .preparedQuery(statement)
        .execute(parameters)
        .map(rows -> rows.stream().map(row -> item(row, thread)).toList());
  }

  private static Item item(Row row, String thread) {
    @Nullable OffsetDateTime edited = row.getOffsetDateTime("edited_at");
    return new Item(
        row.getUUID("id"),
        Optional.ofNullable(row.getUUID("parent_id")),
        row.getUUID("article"),
        row.getString("author_name"),
        Optional.ofNullable(row.getString("author_url")).flatMap(FeedStore::page),
        row.getString("title"),
        page(row.getString("url")),
        thread + encoded(row.getString("key")) + "&parent=" + row.getUUID("id"),
        row.getOffsetDateTime("created_at").toInstant(),
        edited == null ? null : edited.toInstant(),
        row.getInteger("reply_n"),
        row.getString("html"));
  }

  private static Optional<String> page(String url) {
    return Optional.of(url).filter(one -> one.matches("(?i)https?://.*"));
  }

  /** A key as part of an address. */
  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
