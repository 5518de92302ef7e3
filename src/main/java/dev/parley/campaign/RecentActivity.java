package dev.parley.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.loop.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Remembers the recent activity of every site. Comments that pass through this node are added at
 * once; comments of other nodes are read from the database every few seconds. Searching the
 * database instead would cost an index entry per comment for every band of its sketch. Safe for
 * several threads.
 */
final class RecentActivity {
  /** How long a text is remembered, if there is room. */
  static final Duration WINDOW = Duration.ofDays(7);

  private static final Duration REFRESHED_AFTER = Duration.ofSeconds(5);

  /** A comment gets its id when it arrives, but its row appears only with the commit. */
  private static final Duration LATEST_COMMIT = Duration.ofSeconds(5);

  /** So few rows at once do not block the event loop for long. */
  private static final int PAGE = 2_000;

  /** The room of all sites together, in texts: at most 70 MB. */
  private static final int ROOM = 200_000;

  private final Database database;
  private final Cache<Integer, Future<SiteActivity>> sites =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .weigher((Integer site, Future<SiteActivity> memory) -> room(memory))
          .expireAfterAccess(Duration.ofMinutes(30))
          .executor(Runnable::run)
          .build();

  RecentActivity(Database database) {
    this.database = database;
  }

  private static int room(Future<SiteActivity> memory) {
    return memory.succeeded() ? memory.result().capacity() : RecentTexts.LARGEST;
  }

  /**
   * The activity of a site. If it is not loaded yet, posts that arrive together wait for one
   * reading.
   */
  Future<SiteActivity> of(int site, Instant now) {
    Future<SiteActivity> known = sites.getIfPresent(site);
    if (known == null || known.failed()) {
      return Loop.here(readOnce(site, now));
    }
    return known.succeeded()
        ? Future.succeededFuture(refreshed(site, known, now))
        : Loop.here(known);
  }

  private Future<SiteActivity> readOnce(int site, Instant now) {
    Promise<SiteActivity> read = Promise.promise();
    Future<SiteActivity> shared =
        Objects.requireNonNull(
            sites
                .asMap()
                .compute(
                    site, (key, known) -> known == null || known.failed() ? read.future() : known));
    if (shared == read.future()) {
      first(site, now)
          .onComplete(read)
          // Weighed again, now that its size is known.
          .onSuccess(memory -> sites.put(site, shared));
    }
    return shared;
  }

  /** Forgets a comment of a site, if the site's activity is loaded. */
  void forget(int site, UUID comment) {
    Future<SiteActivity> known = sites.getIfPresent(site);
    if (known != null && known.succeeded()) {
      known.result().forget(comment);
    }
  }

  private SiteActivity refreshed(int site, Future<SiteActivity> known, Instant now) {
    SiteActivity memory = known.result();
    memory
        .due(now, REFRESHED_AFTER)
        .ifPresent(
            last ->
                page(site, memory, Ids.earliest(last.minus(LATEST_COMMIT)))
                    .onSuccess(read -> sites.put(site, known))
                    // The next reading will find what this one missed.
                    .onFailure(failure -> memory.missedSince(last)));
    return memory;
  }

  private Future<SiteActivity> first(int site, Instant now) {
    SiteActivity memory = new SiteActivity(now);
    return database
        .pool()
        .preparedQuery(
            """
            select id from comment where site_id = $1 and id > $2
            order by id desc offset $3 limit 1
            """)
        .execute(Tuple.of(site, Ids.earliest(now.minus(WINDOW)), RecentTexts.LARGEST))
        .compose(
            rows ->
                page(
                    site,
                    memory,
                    rows.stream()
                        .findFirst()
                        .map(row -> row.getUUID("id"))
                        .orElseGet(() -> Ids.earliest(now.minus(WINDOW)))))
        .map(memory);
  }

  private Future<Void> page(int site, SiteActivity memory, UUID after) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, article_id, parent_id, author_id, host(address) as address, fingerprint, sketch,
              created_at
            from comment where site_id = $1 and id > $2 order by id limit $3
            """)
        .execute(Tuple.of(site, after, PAGE))
        .compose(rows -> remember(site, memory, after, rows));
  }

  private Future<Void> remember(int site, SiteActivity memory, UUID after, RowSet<Row> rows) {
    UUID last = after;
    for (Row row : rows) {
      memory.add(RecentText.of(row));
      last = row.getUUID("id");
    }
    return rows.size() < PAGE ? Future.succeededFuture() : page(site, memory, last);
  }
}
