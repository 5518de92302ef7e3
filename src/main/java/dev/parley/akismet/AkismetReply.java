package dev.parley.akismet;

import dev.parley.apikey.CleanText;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a client of Akismet is answered. Clients compare the body letter by letter, and take the
 * mere presence of some headers for a failure.
 *
 * @param body the whole of it, without a line break at the end
 */
record AkismetReply(int status, String type, String body, Map<String, String> headers) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HELP = "X-akismet-debug-help";
  private static final int LONGEST_HELP = 300;

  /** What a client does well to try again. */
  private static final Set<Problem> FOR_LATER =
      EnumSet.of(Problem.TOO_FAST, Problem.UNAVAILABLE, Problem.INTERNAL);

  static AkismetReply text(String body) {
    return new AkismetReply(200, TEXT, body, Map.of());
  }

  static AkismetReply json(JsonObject body) {
    return new AkismetReply(200, "application/json", body.encode(), Map.of());
  }

  /** Not spam, as far as anyone can say. */
  static AkismetReply clean() {
    return new AkismetReply(200, TEXT, "false", Map.of("X-akismet-guid", Ids.next().toString()));
  }

  /**
   * Spam.
   *
   * @param blatant whether it may be dropped without anyone looking at it
   */
  static AkismetReply spam(boolean blatant) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-akismet-guid", Ids.next().toString());
    if (blatant) {
      headers.put("X-akismet-pro-tip", "discard");
    }
    return new AkismetReply(200, TEXT, "true", headers);
  }

  /** An address where nothing answers: clients take other statuses for an outage. */
  static AkismetReply unknown() {
    return new AkismetReply(200, TEXT, "invalid", Map.of(HELP, "There is no such call here"));
  }

  /**
   * A refusal. What is wrong with the request is {@code invalid} with status 200, as clients expect
   * it; whoever should come back later is told so by status, and by a body that says nothing of the
   * key.
   */
  static AkismetReply of(Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HELP, ofOneLine(refusal.detail()));
    if (refusal.retryAfterSeconds() > 0) {
      headers.put("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    Problem problem = refusal.problem();
    if (FOR_LATER.contains(problem)) {
      return new AkismetReply(problem.status(), TEXT, problem.code(), headers);
    }
    return problem == Problem.UNAUTHENTICATED
        ? new AkismetReply(200, TEXT, "invalid", Map.of(HELP, "The API key is not known"))
        : new AkismetReply(200, TEXT, "invalid", headers);
  }

  /** The sentence as a header may carry it (RFC 9110, section 5.5). */
  private static String ofOneLine(String sentence) {
    return CleanText.first(sentence, LONGEST_HELP).replaceAll("[^ -~]", "?");
  }

  void write(HttpServerResponse response) {
    if (response.ended() || response.closed()) {
      return;
    }
    headers.forEach(response::putHeader);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "private, no-store")
        .end(body);
  }
}
