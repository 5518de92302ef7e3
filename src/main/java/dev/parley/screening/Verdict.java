package dev.parley.screening;

import dev.parley.comment.Status;
import java.util.Locale;

/** The policy's verdict on all signals. The order is that of the numbers in the database. */
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

  /** The status of a new comment with this verdict. */
  public Status status() {
    return status;
  }

  public static Verdict ofNumber(int number) {
    return BY_NUMBER[number];
  }

  /** The API's word for it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
