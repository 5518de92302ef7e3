package dev.parley.review;

import dev.parley.ban.BanTarget;
import dev.parley.comment.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A decision about everything by, from or like something, as it is asked for.
 *
 * @param value an author's id, a network, a domain, a comment's id or a text
 * @param expect how many comments the moderator was told it touches
 */
record Purge(
    Kind kind,
    String value,
    Within within,
    Action action,
    Optional<String> reason,
    boolean tell,
    Optional<WantedBan> ban,
    Optional<Integer> expect) {

  /** By what comments are found. */
  enum Kind {
    AUTHOR,
    NETWORK,
    DOMAIN,
    LIKE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far back. */
  enum Within {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    ALL(Duration.ZERO);

    private final Duration back;

    Within(Duration back) {
      this.back = back;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Within> ofCode(String code) {
      return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** From when on; empty for ever. */
    Optional<Instant> since(Instant now) {
      return this == ALL ? Optional.empty() : Optional.of(now.minus(back));
    }
  }

  /** A ban that goes with it. */
  record WantedBan(BanTarget target, Optional<Instant> until, String reason) {}
}
