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
 * What is served to everyone alike, made once: threads in JSON and as pages, feeds, counts.
 *
 * <p>Each carries the stamp its article or site had when the reading began. A change gives another
 * stamp, so the next reader reads anew, even while an older reading is still under way. An answer
 * is believed for at most {@link #TIME_TO_LIVE}, which bounds what a lost message can do. While the
 * store is slow or away, the last one known is served.
 */
public final class PageCache {
  /** How long an answer is believed without being told otherwise. */
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  private static final long BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  /**
   * @param what names the answer among those of its site: its kind and all it depends on
   */
  private record Key(int site, Object what) {}

  private record ArticleKey(int site, String key) {}

  /** Compared by the settings' identity, which stays while they do not change. */
  private record Version(long stamp, SiteSettings settings) {
    @Override
    @SuppressWarnings("ReferenceEquality") // a comparison of values for every read would cost more
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

  /** An article's id is a SHA-1, too much to be worked out for every read. */
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

  /** The same if it is at hand, without a wait. */
  Optional<Page> keptOfArticle(Site site, String article, Object what) {
    return Optional.ofNullable(pages.ifFresh(new Key(site.id(), what), version(site, article)));
  }

  private Version version(Site site, String article) {
    UUID id = articles.get(new ArticleKey(site.id(), article));
    return new Version(stamps.ofArticle(id), site.settings());
  }

  /** An answer that depends on any article of a site. */
  public Future<Page> ofSite(Site site, Object what, Supplier<Future<Page>> make) {
    return pages.get(
        new Key(site.id(), what), new Version(stamps.ofSite(site.id()), site.settings()), make);
  }
}
