package dev.parley.comment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The status of a comment. The order is that of the numbers in the database: only append. */
public enum Status {
  PENDING,
  APPROVED,
  REJECTED,
  SPAM,
  DELETED;

  private static final Status[] BY_NUMBER = values();

  /** What a moderator can do about a comment with this status. */
  public Set<Action> actions() {
    return switch (this) {
      case PENDING -> Set.of(Action.APPROVE, Action.REJECT, Action.SPAM, Action.DELETE);
      case APPROVED -> Set.of(Action.APPROVE, Action.REJECT, Action.SPAM, Action.DELETE);
      case REJECTED, SPAM ->
          Set.of(Action.APPROVE, Action.REJECT, Action.SPAM, Action.DELETE, Action.REOPEN);
      case DELETED -> Set.of();
    };
  }

  /** Whether its author is told that it was restricted, and why. */
  public boolean restricted() {
    return this == REJECTED || this == SPAM;
  }

  /** The number in the database. */
  public short number() {
    return (short) ordinal();
  }

  public static Status ofNumber(int number) {
    return BY_NUMBER[number];
  }

  /** The status for a word of the API. */
  public static Optional<Status> ofCode(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }

  /** The API's word for it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
