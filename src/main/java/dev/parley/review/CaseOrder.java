package dev.parley.review;

import dev.parley.database.Ids;
import dev.parley.problem.Refusal;
import dev.parley.review.CaseQuery.Queue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of a queue. Ids count on with the time of writing. A comment waits among the reported
 * ones since its first open report, among the appeals since its author objected, and stands there
 * by that.
 */
enum CaseOrder {
  WORST("comment.risk", "desc"),
  OLDEST("comment.id", "asc"),
  NEWEST("comment.id", "desc"),
  FIRST_REPORTED("comment.reported_at", "asc"),
  LATEST_REPORTED("comment.reported_at", "desc"),
  FIRST_APPEALED("comment.appealed_at", "asc"),
  LATEST_APPEALED("comment.appealed_at", "desc");

  /** The orders a moderator chooses from. */
  enum Sort {
    OLDEST,
    NEWEST,
    WORST
  }

  /** Where a page ends: the key of its last case, and its id. */
  record Place(Object key, UUID id) {}

  private static final Pattern CURSOR = Pattern.compile("([0-9.eE-]{1,20})_([0-9a-f-]{36})");

  private final String key;
  private final String direction;

  CaseOrder(String key, String direction) {
    this.key = key;
    this.direction = direction;
  }

  static CaseOrder of(Sort sort, Queue queue) {
    return switch (queue) {
      case REPORTED -> of(sort, FIRST_REPORTED, LATEST_REPORTED);
      case APPEALS -> of(sort, FIRST_APPEALED, LATEST_APPEALED);
      case PENDING, SPAM, APPROVED, REJECTED -> of(sort, OLDEST, NEWEST);
    };
  }

  private static CaseOrder of(Sort sort, CaseOrder oldest, CaseOrder newest) {
    return switch (sort) {
      case WORST -> WORST;
      case OLDEST -> oldest;
      case NEWEST -> newest;
    };
  }

  boolean isById() {
    return this == OLDEST || this == NEWEST;
  }

  /** The key as it goes into a cursor. */
  String token() {
    return switch (this) {
      case WORST -> "comment.risk::text";
      case OLDEST, NEWEST -> "'0'";
      case FIRST_REPORTED, LATEST_REPORTED, FIRST_APPEALED, LATEST_APPEALED ->
          "(extract(epoch from " + key + ") * 1000000)::bigint::text";
    };
  }

  /** What it goes by; of equals the id decides. */
  String key() {
    return key;
  }

  /** How a later key compares with an earlier one. */
  String sign() {
    return direction.equals("asc") ? ">" : "<";
  }

  /** For "order by". */
  String sql() {
    return by(direction);
  }

  /** From the last to the first. */
  String reversed() {
    return by(direction.equals("asc") ? "desc" : "asc");
  }

  private String by(String way) {
    return isById() ? "comment.id " + way : key + " " + way + ", comment.id " + way;
  }

  /** A place as a program sends it back; refused when it is none of this service's. */
  Place placeOf(String cursor) {
    Matcher matcher = CURSOR.matcher(cursor);
    Optional<UUID> id = matcher.matches() ? Ids.parse(matcher.group(2)) : Optional.empty();
    try {
      return new Place(key(matcher.group(1)), id.orElseThrow());
    } catch (IllegalStateException
        | NumberFormatException
        | NoSuchElementException
        | DateTimeException
        | ArithmeticException notOurs) {
      throw Refusal.invalid("cursor", "This cursor does not come from this service");
    }
  }

  private Object key(String text) {
    return switch (this) {
      case WORST -> Float.parseFloat(text);
      case OLDEST, NEWEST -> text;
      case FIRST_REPORTED, LATEST_REPORTED, FIRST_APPEALED, LATEST_APPEALED ->
          Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    };
  }

  static String cursor(String token, UUID id) {
    return token + "_" + id;
  }
}
