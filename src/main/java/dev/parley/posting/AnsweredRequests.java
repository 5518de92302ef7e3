package dev.parley.posting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * The idempotency keys this node has answered most recently, which are the ones most likely to be
 * sent again. Safe for several threads.
 */
final class AnsweredRequests {
  private final Cache<Buffer, Boolean> keys =
      Caffeine.newBuilder()
          .maximumSize(20_000)
          .expireAfterWrite(Duration.ofHours(1))
          .executor(Runnable::run)
          .build();

  void add(Buffer keyHash) {
    keys.put(keyHash, true);
  }

  boolean contains(Buffer keyHash) {
    return keys.getIfPresent(keyHash) != null;
  }
}
