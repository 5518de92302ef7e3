package dev.parley.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that is refused, as expected in the ordinary run of things. Carries no stack trace. */
public final class Refusal extends RuntimeException {
  private final Problem problem;
  private final List<FieldError> errors = new ArrayList<>();
  private final Map<String, Object> members = new LinkedHashMap<>();
  private long retryAfterSeconds;

  /** One field that is wrong, and what is wrong about it. */
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

  /** Names one more field that is wrong. */
  public Refusal and(String field, String message) {
    errors.add(new FieldError(field, message));
    return this;
  }

  /** Adds an extension member to the problem document. */
  public Refusal with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Tells the client when to come back, in whole seconds. */
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

  /** Seconds until a retry makes sense; 0 when there is nothing to wait for. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
