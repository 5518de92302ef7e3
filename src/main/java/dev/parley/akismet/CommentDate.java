package dev.parley.akismet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads the date of a comment in all forms that clients of Akismet use. */
final class CommentDate {
  private CommentDate() {}

  /**
   * Reads {@code 2026-11-23T18:00:00Z} and {@code 2026-11-23 18:00:00}, which is also UTC, with or
   * without fractions of a second. Empty for anything else.
   */
  static Optional<Instant> parse(String text) {
    String written = text.strip().replace(' ', 'T').replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    try {
      boolean zoned = written.matches(".*([Zz]|[+-]\\d\\d:\\d\\d)");
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(written).toInstant()
              : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
