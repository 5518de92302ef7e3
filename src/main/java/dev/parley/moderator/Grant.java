package dev.parley.moderator;

import java.time.Instant;
import java.util.Optional;

/**
 * What an API token gives its holder.
 *
 * @param scope which of the rights of its owner
 * @param scale on which a site's key gets scores
 * @param expiresAt when it ends by itself
 */
public record Grant(Scope scope, ScoreScale scale, Optional<Instant> expiresAt) {
  boolean isValidAt(Instant now) {
    return expiresAt.filter(end -> !end.isAfter(now)).isEmpty();
  }
}
