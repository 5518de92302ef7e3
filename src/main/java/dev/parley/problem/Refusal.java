package dev.parley.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal of a request, which is expected in normal operation. It carries no stack trace. */
public final class Refusal extends RuntimeException {
  private final Problem problem;
  private final List<FieldError> errors = new ArrayList<>();
  private final Map<String, Object> members = new LinkedHashMap<>();
  private long retryAfterSeconds;

  /** A field that is wrong, and how to correct it. */
  public record FieldError(String field, String message) {}

  public Refusal(Problem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
  }

  public Refusal(Problem problem) {
    this(problem, problem.title());
  }

  /** A refusal of one field. */
  public static Refusal invalid(String field, String message) {
    return new Refusal(Problem.INVALID, message).and(field, message);
  }

  /** Adds another field that is wrong. */
  public Refusal and(String field, String message) {
    errors.add(new FieldError(field, message));
    return this;
  }

  /** Adds an extension member to the problem document. */
  public Refusal with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Tells the client after how many seconds to try again. */
  public Refusal retryAfter(long seconds) {
    retryAfterSeconds = Math.max(1, seconds);
    return this;
  }

  public Problem problem() {
    return problem;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  public Map<String, Object> members() {
    return Map.copyOf(members);
  }

  /** The seconds until a retry makes sense; 0 when there is nothing to wait for. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
