package dev.parley.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Ids. The application makes all of them, so that a repeated write is harmless. */
public final class Ids {
  /** Greater than all others. */
  public static final UUID LAST = new UUID(-1, -1);

  private Ids() {}

  /**
   * A new UUIDv7 (RFC 9562), greater than all that this process made before, even in the same
   * millisecond. So a list sorted by id is in the order of events.
   */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /**
   * The smallest UUIDv7 of that moment: ids made later are greater. There are none from before
   * 1970.
   */
  public static UUID earliest(Instant moment) {
    return new UUID(Math.max(0, moment.toEpochMilli()) << 16 | 0x7000L, 0x8000000000000000L);
  }

  /**
   * A new UUIDv7 of a moment long ago.
   *
   * @param order the place among those of the same millisecond; only its last 12 bits count
   */
  public static UUID at(Instant moment, int order) {
    return new UUID(
        moment.toEpochMilli() << 16 | 0x7000L | order & 0xFFF,
        0x8000000000000000L | next().getLeastSignificantBits() >>> 2);
  }

  /** The UUIDv5 of a site's article key: the same key is the same article on every node. */
  public static UUID article(int site, String key) {
    return UuidCreator.getNameBasedSha1("article/" + site + "/" + key);
  }

  /** The UUIDv5 of whatever identifies a site's author. */
  public static UUID author(int site, String identity) {
    return UuidCreator.getNameBasedSha1("author/" + site + "/" + identity);
  }

  /** The UUIDv5 of what a policy says, as it is stored. */
  public static UUID policy(String document) {
    return UuidCreator.getNameBasedSha1("policy/" + document);
  }

  /** The UUIDv5 of the raid on a site in the hour around a moment. */
  public static UUID raid(int site, Instant at) {
    return UuidCreator.getNameBasedSha1(
        "raid/" + site + "/" + at.truncatedTo(ChronoUnit.HOURS).getEpochSecond());
  }

  /** The id in a text; empty when it is none. Only the usual form with hyphens is accepted. */
  public static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
