package dev.parley.review;

import org.jspecify.annotations.Nullable;

/** An e-mail address as it is shown to moderators who have not asked for the whole. */
final class Email {
  private Email() {}

  /** The first character, and the domain: {@code a…@example.org}. */
  static @Nullable String masked(@Nullable String email) {
    if (email == null) {
      return null;
    }
    int at = email.lastIndexOf('@');
    return at < 1
        ? "…"
        : email.substring(0, email.offsetByCodePoints(0, 1)) + "…" + email.substring(at);
  }
}
