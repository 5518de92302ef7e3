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
 * The answer to a client of Akismet. Clients compare the body letter by letter, and take the mere
 * presence of some headers for a failure.
 *
 * @param body the whole body, without a line break at its end
 */
record AkismetReply(int status, String type, String body, Map<String, String> headers) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HELP = "X-akismet-debug-help";
  private static final int LONGEST_HELP = 300;

  /** A failure after which the client should try again. */
  private static final Set<Problem> FOR_LATER =
      EnumSet.of(Problem.TOO_FAST, Problem.UNAVAILABLE, Problem.INTERNAL);

  static AkismetReply text(String body) {
    return new AkismetReply(200, TEXT, body, Map.of());
  }

  static AkismetReply json(JsonObject body) {
    return new AkismetReply(200, "application/json", body.encode(), Map.of());
  }

  /** The comment is not spam, as far as can be told. */
  static AkismetReply clean() {
    return new AkismetReply(200, TEXT, "false", Map.of("X-akismet-guid", Ids.next().toString()));
  }

  /**
   * The comment is spam.
   *
   * @param blatant whether it may be deleted without anyone looking at it
   */
  static AkismetReply spam(boolean blatant) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-akismet-guid", Ids.next().toString());
    if (blatant) {
      headers.put("X-akismet-pro-tip", "discard");
    }
    return new AkismetReply(200, TEXT, "true", headers);
  }

  /** The answer for an unknown path: clients take any status but 200 for an outage. */
  static AkismetReply unknown() {
    return new AkismetReply(200, TEXT, "invalid", Map.of(HELP, "There is no such call here"));
  }

  /**
   * The answer for a refusal. Errors in the request are {@code invalid} with status 200, as clients
   * expect. Clients that should come back later learn it from the status, and the body then says
   * nothing about the key.
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

  /** The sentence in the characters that a header may carry (RFC 9110, section 5.5). */
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
