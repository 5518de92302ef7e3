package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each article and each site, which changes with every visible change on this node or
 * another: what was read under an older number is outdated. Safe for several threads.
 */
final class Stamps {
  private final AtomicLong last = new AtomicLong();
  private final Cache<Object, Long> stamps = Caffeine.newBuilder().maximumSize(200_000).build();

  Stamps(Bus bus) {
    bus.onChange(
        change -> {
          stamps.invalidate(change.article());
          stamps.invalidate(change.site());
        });
    bus.onLost(stamps::invalidateAll);
  }

  long ofArticle(UUID article) {
    return stamps.get(article, unknown -> last.incrementAndGet());
  }

  long ofSite(int site) {
    return stamps.get(site, unknown -> last.incrementAndGet());
  }
}
