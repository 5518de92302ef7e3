package dev.parley.ban;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone or something that may not post on a site.
 *
 * @param until when it ends by itself; empty for never
 */
public record Ban(
    UUID id, BanTarget target, Optional<Instant> until, String reason, Instant createdAt) {

  /** What is banned. */
  public enum Kind {
    AUTHOR,
    EMAIL,
    DOMAIN,
    IP;

    /** The word of the API. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Kind kind() {
    return target.kind();
  }

  public String value() {
    return target.value();
  }

  public boolean inForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }
}
