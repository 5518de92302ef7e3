package dev.parley.screening;

import dev.parley.comment.Status;
import java.util.Locale;

/** What the policy makes of all signals. The order is that of the numbers in the database. */
public enum Verdict {
  APPROVE(Status.APPROVED),
  HOLD(Status.PENDING),
  REJECT(Status.REJECTED),
  SPAM(Status.SPAM);

  private static final Verdict[] BY_NUMBER = values();

  private final Status status;

  Verdict(Status status) {
    this.status = status;
  }

  /** Where it puts a new comment. */
  public Status status() {
    return status;
  }

  public static Verdict ofNumber(int number) {
    return BY_NUMBER[number];
  }

  /** The word of the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
