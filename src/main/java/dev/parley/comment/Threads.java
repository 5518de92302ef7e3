package dev.parley.comment;

import dev.parley.comment.ThreadQuery.Cursor;
import dev.parley.comment.ThreadQuery.Sort;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads threads from the database: a page of roots with the first replies of each, in one scan. */
public final class Threads {
  /** The most replies that come with each root. */
  private static final int REPLIES = 10;

  static final String COLUMNS =
      """
      id, parent_id, root_id, cardinality(ancestors) as depth, author_name, author_url,
      status, shown, votes, reply_n, created_at, edited_at, html
      """;

  /** The columns of the table {@code article} that {@link #article(Row)} reads. */
  public static final String ARTICLE =
      "article.id, article.key, article.url, article.title, "
          + Article.STATE_NOW
          + ", closed_at, shown_n, article.version, slow_seconds";

  private final Database database;

  public Threads(Database database) {
    this.database = database;
  }

  /** The article with that key; a new one without comments when nobody has posted there yet. */
  public Future<Article> article(int site, String key) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        "select "
                            + ARTICLE
                            + " from article where article.site_id = $1 and article.id = $2")
                    .execute(Tuple.of(site, Ids.article(site, key))))
        .map(
            rows ->
                rows.size() == 0 ? Article.unknown(site, key) : article(rows.iterator().next()));
  }

  /** The article in a row that has its columns. */
  public static Article article(Row row) {
    return new Article(
        row.getUUID("id"),
        row.getString("key"),
        row.getString("url"),
        row.getString("title"),
        Article.State.ofNumber(row.getShort("state")),
        Optional.ofNullable(row.getOffsetDateTime("closed_at")).map(OffsetDateTime::toInstant),
        row.getInteger("shown_n"),
        row.getLong("version"),
        Optional.ofNullable(row.getInteger("slow_seconds")).orElse(0));
  }

  /**
   * A page of the thread. The article is read first: the page must be at least as new as the
   * version on its label.
   */
  public Future<ThreadPage> page(int site, String key, ThreadQuery query) {
    return article(site, key)
        .compose(
            article ->
                article.version() == 0
                    ? Future.succeededFuture(
                        new ThreadPage(article, List.of(), Map.of(), Optional.empty(), Map.of()))
                    : query.parent().isPresent()
                        ? replies(site, article, query, query.parent().get())
                        : roots(site, article, query));
  }

  private Future<ThreadPage> roots(int site, Article article, ThreadQuery query) {
    Tuple parameters = Tuple.of(site, article.id(), query.limit() + 1);
    query.cursor().ifPresent(cursor -> parameters.addValue(cursor.id()));
    if (query.sort() == Sort.TOP) {
      query.cursor().ifPresent(cursor -> parameters.addValue(cursor.votes()));
    }
    return database
        .pool()
        .preparedQuery(rootsStatement(query))
        .execute(parameters)
        .map(rows -> rootsPage(article, query, rows));
  }

  /**
   * Two statements, with and without a cursor: a single one with "or is null" would not use the
   * index.
   */
  private static String rootsStatement(ThreadQuery query) {
    boolean paged = query.cursor().isPresent();
    String after =
        switch (query.sort()) {
          case NEWEST -> paged ? "and id < $4" : "";
          case OLDEST -> paged ? "and id > $4" : "";
          case TOP -> paged ? "and (votes, id) < ($5, $4)" : "";
        };
    String order =
        switch (query.sort()) {
          case NEWEST -> "id desc";
          case OLDEST -> "id";
          case TOP -> "votes desc, id desc";
        };
    return String.format(
            Locale.ROOT,
            """
        with root as materialized (
          select %1$s from comment
          where site_id = $1 and article_id = $2 and shown > 0 and parent_id is null %2$s
          order by %3$s limit $3)
        select * from root
        union all
        select reply.* from root cross join lateral (
          select %1$s from comment
          where site_id = $1 and root_id = root.id and shown > 0 and parent_id is not null
          order by id limit %4$d) reply
        where root.reply_n > 0
        """,
            COLUMNS,
            after,
            order,
            REPLIES + 1)
        // root_id and id exist in both tables of the lateral join
        .replace("root_id = root.id", "comment.root_id = root.id");
  }

  private static ThreadPage rootsPage(Article article, ThreadQuery query, RowSet<Row> rows) {
    List<Entry> roots = new ArrayList<>();
    Map<UUID, List<Entry>> repliesByRoot = new LinkedHashMap<>();
    for (Row row : rows) {
      Entry entry = entry(row);
      if (entry.parentId() == null) {
        roots.add(entry);
      } else {
        repliesByRoot.computeIfAbsent(entry.rootId(), root -> new ArrayList<>()).add(entry);
      }
    }
    roots.sort(order(query.sort()));
    Optional<Cursor> next = cutToPage(roots, query.limit());
    Map<UUID, List<Entry>> children = new HashMap<>();
    Map<UUID, Cursor> repliesNext = new HashMap<>();
    for (Entry root : roots) {
      List<Entry> replies = repliesByRoot.getOrDefault(root.id(), new ArrayList<>());
      replies.sort(Comparator.comparing(Entry::id, Threads::byTime));
      cutToPage(replies, REPLIES).ifPresent(cursor -> repliesNext.put(root.id(), cursor));
      hang(replies, children);
    }
    return new ThreadPage(article, roots, children, next, repliesNext);
  }

  private Future<ThreadPage> replies(int site, Article article, ThreadQuery query, UUID parent) {
    Tuple parameters = Tuple.of(site, parent, article.id(), query.limit() + 1);
    query.cursor().ifPresent(cursor -> parameters.addValue(cursor.id()));
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select %s from comment
            where site_id = $1
              and root_id = (select root_id from comment where site_id = $1 and id = $2)
              and $2 = any(ancestors) and article_id = $3 and shown > 0
              and parent_id is not null %s
            order by id limit $4
            """,
                COLUMNS,
                query.cursor().isPresent() ? "and id > $5" : ""))
        .execute(parameters)
        .map(rows -> repliesPage(article, query, rows));
  }

  private static ThreadPage repliesPage(Article article, ThreadQuery query, RowSet<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    rows.forEach(row -> entries.add(entry(row)));
    Optional<Cursor> next = cutToPage(entries, query.limit());
    Map<UUID, List<Entry>> children = new HashMap<>();
    hang(entries, children);
    Map<UUID, Entry> present = byId(entries);
    // A page of a long conversation is a forest: replies to comments of an earlier page come first.
    List<Entry> top =
        entries.stream().filter(entry -> !present.containsKey(above(entry, present))).toList();
    return new ThreadPage(article, top, children, next, Map.of());
  }

  static void hang(List<Entry> replies, Map<UUID, List<Entry>> children) {
    Map<UUID, Entry> present = byId(replies);
    for (Entry reply : replies) {
      UUID above = above(reply, present);
      if (above != null) {
        children.computeIfAbsent(above, id -> new ArrayList<>()).add(reply);
      }
    }
  }

  private static Map<UUID, Entry> byId(List<Entry> entries) {
    Map<UUID, Entry> byId = new HashMap<>();
    entries.forEach(entry -> byId.put(entry.id(), entry));
    return byId;
  }

  /**
   * The entry that another is shown under: the comment it answers or, where it stands beside that
   * one because conversations do not nest deeper, the one above.
   */
  private static @Nullable UUID above(Entry entry, Map<UUID, Entry> present) {
    UUID above = entry.parentId();
    for (Entry answered = present.get(above);
        answered != null && answered.depth() >= entry.depth();
        answered = present.get(above)) {
      above = answered.parentId();
    }
    return above;
  }

  /** Removes the extra entry that was read to learn whether there are more. */
  private static Optional<Cursor> cutToPage(List<Entry> entries, int limit) {
    if (entries.size() <= limit) {
      return Optional.empty();
    }
    entries.subList(limit, entries.size()).clear();
    Entry last = entries.get(limit - 1);
    return Optional.of(new Cursor(last.votes(), last.id()));
  }

  private static Comparator<Entry> order(Sort sort) {
    Comparator<Entry> oldest = Comparator.comparing(Entry::id, Threads::byTime);
    return switch (sort) {
      case OLDEST -> oldest;
      case NEWEST -> Collections.reverseOrder(oldest);
      case TOP -> Comparator.comparingInt(Entry::votes).thenComparing(oldest).reversed();
    };
  }

  /**
   * The order of the database; {@link UUID#compareTo} would compare the halves as signed numbers.
   */
  private static int byTime(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }

  /** The entry in a row that has {@link #COLUMNS}. */
  static Entry entry(Row row) {
    boolean tombstone = row.getShort("shown") == 2;
    Status status = Status.ofNumber(row.getShort("status"));
    return new Entry(
        row.getUUID("id"),
        row.getUUID("parent_id"),
        row.getUUID("root_id"),
        row.getInteger("depth"),
        tombstone ? "" : row.getString("author_name"),
        tombstone ? null : row.getString("author_url"),
        tombstone ? Optional.of(status) : Optional.empty(),
        row.getInteger("votes"),
        row.getInteger("reply_n"),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "edited_at"),
        tombstone ? "" : row.getString("html"));
  }

  private static java.time.@Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** A comment with any status, as its author sees it; empty when there is none. */
  public Future<Optional<Entry>> entry(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT, "select %s from comment where site_id = $1 and id = $2", COLUMNS))
        .execute(Tuple.of(site, id))
        .map(Threads::first);
  }

  /** The approved comment with that id; empty when there is none. */
  public Future<Optional<Entry>> approved(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                "select %s from comment where site_id = $1 and id = $2 and status = 1",
                COLUMNS))
        .execute(Tuple.of(site, id))
        .map(Threads::first);
  }

  /** The comment with that id in that thread, as readers see it; empty when there is none. */
  public Future<Optional<Entry>> shown(int site, String key, UUID id) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select %s from comment
            where site_id = $1 and id = $2 and article_id = $3 and shown > 0
            """,
                COLUMNS))
        .execute(Tuple.of(site, id, Ids.article(site, key)))
        .map(Threads::first);
  }

  private static Optional<Entry> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(Threads::entry);
  }
}
