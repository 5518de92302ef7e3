package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.database.LastKnown;
import dev.parley.database.LastKnown.Kept;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Caches every answer that is the same for all readers: threads as JSON and as pages, feeds and
 * counts.
 *
 * <p>Each answer carries the stamp that its article or site had when the reading began. A change
 * raises the stamp, so the next reader causes a new reading, even while an older one is still under
 * way. An answer expires after {@link #TIME_TO_LIVE}, which limits the damage of a lost message.
 * While the database is slow or unreachable, the last known answer is served.
 */
public final class PageCache {
  /** How long an answer counts as current if no change is announced. */
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  private static final long BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  /**
   * @param what identifies the answer among those of its site: its kind and everything it depends
   *     on
   */
  private record Key(int site, Object what) {}

  private record ArticleKey(int site, String key) {}

  /** Compares the settings by identity: the object stays the same as long as they do not change. */
  private record Version(long stamp, SiteSettings settings) {
    @Override
    @SuppressWarnings("ReferenceEquality") // Comparing values would cost more on every read.
    public boolean equals(Object other) {
      return other instanceof Version version
          && version.stamp == stamp
          && version.settings == settings;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(stamp);
    }
  }

  private final Stamps stamps;

  /** An article's id is a SHA-1, which is too expensive to compute for every read. */
  private final LoadingCache<ArticleKey, UUID> articles =
      Caffeine.newBuilder().maximumSize(20_000).build(one -> Ids.article(one.site(), one.key()));

  private final LastKnown<Key, Page> pages;

  public PageCache(Database database, Bus bus, Ticker ticker) {
    this.stamps = new Stamps(bus);
    this.pages =
        new LastKnown<>(
            database,
            Caffeine.newBuilder()
                .maximumWeight(BYTES)
                .weigher((Key key, Kept<Page> kept) -> kept.value().weight() + 300)
                .expireAfterWrite(Duration.ofHours(24))
                .build(),
            TIME_TO_LIVE,
            ticker);
  }

  /** An answer that depends on one article. */
  public Future<Page> ofArticle(
      Site site, String article, Object what, Supplier<Future<Page>> make) {
    return pages.get(new Key(site.id(), what), version(site, article), make);
  }

  /** The same answer if it is cached, without waiting. */
  Optional<Page> keptOfArticle(Site site, String article, Object what) {
    return Optional.ofNullable(pages.ifFresh(new Key(site.id(), what), version(site, article)));
  }

  private Version version(Site site, String article) {
    UUID id = articles.get(new ArticleKey(site.id(), article));
    return new Version(stamps.ofArticle(id), site.settings());
  }

  /** An answer that depends on every article of a site. */
  public Future<Page> ofSite(Site site, Object what, Supplier<Future<Page>> make) {
    return pages.get(
        new Key(site.id(), what), new Version(stamps.ofSite(site.id()), site.settings()), make);
  }
}
