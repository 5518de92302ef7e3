package dev.parley.comment;

import java.util.Locale;
import java.util.Optional;

/** What a moderator can do about a comment. */
public enum Action {
  APPROVE(Status.APPROVED),
  REJECT(Status.REJECTED),
  SPAM(Status.SPAM),
  DELETE(Status.DELETED),
  REOPEN(Status.PENDING);

  private final Status result;

  Action(Status result) {
    this.result = result;
  }

  /** The status of the comment afterwards. */
  public Status result() {
    return result;
  }

  /** The API's word for it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Action> ofCode(String code) {
    for (Action action : values()) {
      if (action.code().equals(code)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
