package dev.parley.moderator;

import dev.parley.moderator.Moderator.SiteName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that has shown an API token.
 *
 * @param token the token's id
 * @param owner on whose behalf it asks
 * @param only the site whose key the token is; empty when it may do all its owner may
 */
public record Program(UUID token, Moderator owner, Optional<Integer> only) {
  /** The sites whose texts it may have screened, and which it may teach. */
  public List<SiteName> sites() {
    return owner.sites().stream()
        .filter(site -> only.isEmpty() || only.get() == site.id())
        .toList();
  }
}
