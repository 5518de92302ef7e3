package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.comment.ThreadJson;
import dev.parley.comment.ThreadQuery;
import dev.parley.comment.Threads;
import dev.parley.database.Ids;
import dev.parley.site.Site;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread pages, serialised and compressed once for all readers.
 *
 * <p>Each page carries the stamp its article had when the read began. A change takes the stamp
 * away, so the next reader reads anew, even while an older read is still under way. A page is
 * believed for at most {@link #TIME_TO_LIVE}, which bounds what a lost message can do. When the
 * store cannot be read, the last page known is served.
 */
public final class ThreadCache {
  private static final Logger log = LoggerFactory.getLogger(ThreadCache.class);

  /** How long a page is believed without being told otherwise. */
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  private static final long BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  private record Key(int site, String article, ThreadQuery query) {}

  private record Kept(Page page, long stamp, long readAt, Object settings) {
    int weight() {
      return page.weight() + 200;
    }
  }

  private record Load(long stamp, Future<Page> page) {}

  private final Threads threads;
  private final Ticker ticker;
  private final AtomicLong lastStamp = new AtomicLong();
  private final Cache<UUID, Long> stamps = Caffeine.newBuilder().maximumSize(200_000).build();
  private final Cache<Key, Kept> pages =
      Caffeine.newBuilder()
          .maximumWeight(BYTES)
          .weigher((Key key, Kept kept) -> kept.weight())
          .expireAfterWrite(Duration.ofHours(1))
          .build();

  /** Reads under way, for single flight; touched by the event loop only. */
  private final Map<Key, Load> loads = new HashMap<>();

  public ThreadCache(Threads threads, Bus bus, Ticker ticker) {
    this.threads = threads;
    this.ticker = ticker;
    bus.onChange(change -> stamps.invalidate(change.article()));
    bus.onLost(stamps::invalidateAll);
  }

  /** The page asked for: a kept one if it is fresh, else read once for all who wait for it. */
  Future<Page> page(Site site, String article, ThreadQuery query) {
    Key key = new Key(site.id(), article, query);
    Kept kept = pages.getIfPresent(key);
    UUID id = Ids.article(site.id(), article);
    long stamp = stamps.get(id, unknown -> lastStamp.incrementAndGet());
    if (kept != null && isFresh(kept, stamp, site)) {
      return Future.succeededFuture(kept.page());
    }
    Load load = loads.get(key);
    if (load != null && load.stamp() == stamp) {
      return load.page().recover(failure -> lastKnown(key, failure));
    }
    return load(site, key, stamp);
  }

  private boolean isFresh(Kept kept, long stamp, Site site) {
    return kept.stamp() == stamp
        && ticker.read() - kept.readAt() < TIME_TO_LIVE.toNanos()
        && kept.settings() == site.settings();
  }

  private Future<Page> load(Site site, Key key, long stamp) {
    long readAt = ticker.read();
    Future<Page> page =
        threads
            .page(site.id(), key.article(), key.query())
            .map(
                thread ->
                    Page.of(
                        thread.article().version() + "-" + site.settings().version(),
                        ThreadJson.bytes(thread, site.settings())));
    Load load = new Load(stamp, page);
    loads.put(key, load);
    return page.onSuccess(read -> pages.put(key, new Kept(read, stamp, readAt, site.settings())))
        .onComplete(done -> loads.remove(key, load))
        .recover(failure -> lastKnown(key, failure));
  }

  private Future<Page> lastKnown(Key key, Throwable failure) {
    Kept kept = pages.getIfPresent(key);
    if (kept == null) {
      return Future.failedFuture(failure);
    }
    log.warn("A thread could not be read; serving the last page known: {}", failure.getMessage());
    return Future.succeededFuture(kept.page());
  }
}
