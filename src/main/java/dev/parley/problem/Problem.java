package dev.parley.problem;

/** A kind of refusal that programs can tell apart: a stable code, an HTTP status and a sentence. */
public enum Problem {
  MALFORMED(400, "The request could not be read"),
  UNAUTHENTICATED(401, "Sign in first"),
  SECOND_FACTOR_REQUIRED(401, "A code is needed as well"),
  SECOND_FACTOR_WRONG(401, "The code is not right"),
  FORBIDDEN(403, "This is not allowed"),
  ORIGIN_NOT_ALLOWED(403, "Pages of this origin may not use this site"),
  BANNED(403, "You cannot comment here"),
  EDIT_WINDOW_CLOSED(403, "This comment can no longer be edited"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This address does not accept that method"),
  NOT_ACCEPTABLE(406, "The requested content type is not available"),
  THREAD_CLOSED(409, "Comments are closed"),
  CLAIMED(409, "Someone else is reviewing this comment"),
  DECIDED_SINCE(409, "Someone has decided since"),
  NOT_RESTRICTED(409, "This comment is not restricted"),
  ALREADY_APPEALED(409, "This decision has already been appealed"),
  OWN_DECISION(409, "Someone else has to decide on this"),
  CONFLICT(409, "This conflicts with the current state"),
  TOO_LARGE(413, "The request is too large"),
  ADDRESS_TOO_LONG(414, "The address of the request is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The request's content type is not supported"),
  INVALID(422, "Some of the values sent are not valid"),
  REJECTED(422, "The comment was not accepted"),
  TOO_FAST(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The request's headers are too large"),
  INTERNAL(500, "Something went wrong on our side"),
  UNAVAILABLE(503, "The service cannot answer right now");

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** A short sentence, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The stable code for programs, such as {@code thread-closed}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The problem for an HTTP status that nobody has named more precisely. */
  public static Problem ofStatus(int status) {
    for (Problem problem : values()) {
      if (problem.status == status) {
        return problem;
      }
    }
    return status >= 400 && status < 500 ? MALFORMED : INTERNAL;
  }
}
