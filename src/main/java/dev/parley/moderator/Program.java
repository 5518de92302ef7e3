package dev.parley.moderator;

import dev.parley.moderator.Moderator.SiteName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that has sent a valid API token.
 *
 * @param token the token's id
 * @param owner the moderator it acts for
 * @param only the site whose key the token is; empty when it has rights of its owner
 * @param grant what its token gives it
 */
public record Program(UUID token, Moderator owner, Optional<Integer> only, Grant grant) {
  /** The sites for which it may screen and label texts. */
  public List<SiteName> sites() {
    return owner.sites().stream()
        .filter(site -> only.isEmpty() || only.get() == site.id())
        .toList();
  }
}
