package dev.parley.akismet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The date of a comment, in any of the forms clients of Akismet write. */
final class CommentDate {
  private CommentDate() {}

  /**
   * Reads {@code 2026-11-23T18:00:00Z} and {@code 2026-11-23 18:00:00}, which is UTC too, with
   * fractions of a second or without; empty for anything else.
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
