package dev.parley.perspective;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Perspective's errors in its own sentences, which clients show and compare
 * (conversationai/perspectiveapi, {@code methods.md}).
 */
final class PerspectiveError {
  private static final String TYPE = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error";

  /** Codes of google.rpc.Code for errors that do not lie in the request itself. */
  private static final Map<Problem, String> NAMES =
      Map.of(
          Problem.FORBIDDEN, "PERMISSION_DENIED",
          Problem.NOT_FOUND, "NOT_FOUND",
          Problem.TOO_FAST, "RESOURCE_EXHAUSTED",
          Problem.INTERNAL, "INTERNAL",
          Problem.UNAVAILABLE, "UNAVAILABLE");

  private PerspectiveError() {}

  /** An error of the Comment Analyzer itself. */
  static Refusal of(String errorType, String message) {
    return new Refusal(Problem.INVALID, message).with("errorType", errorType);
  }

  static Refusal invalid(String message) {
    return of("INVALID_REQUEST", message);
  }

  static Refusal language(String attribute, String language, List<String> requested) {
    JsonObject particulars =
        new JsonObject()
            .put("detectedLanguages", new JsonArray().add(language))
            .put("attribute", attribute);
    if (!requested.isEmpty()) {
      particulars.put("requestedLanguages", new JsonArray(requested));
    }
    return of(
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "Attribute " + attribute + " does not support request languages: " + language)
        .with("languageNotSupportedByAttributeError", particulars);
  }

  /** An error in the format of Google's services (google.rpc.Status). */
  static JsonObject json(Refusal refusal) {
    JsonObject error =
        new JsonObject()
            .put("code", status(refusal))
            .put("message", message(refusal))
            .put("status", name(refusal));
    if (!refusal.members().isEmpty()) {
      JsonObject details = new JsonObject().put("@type", TYPE);
      refusal.members().forEach(details::put);
      error.put("details", new JsonArray().add(details));
    }
    return new JsonObject().put("error", error);
  }

  private static String message(Refusal refusal) {
    return refusal.errors().isEmpty()
        ? refusal.detail()
        : refusal.errors().get(0).field() + ": " + refusal.errors().get(0).message();
  }

  /** There every error in a request has status 400, even an unknown key. */
  static int status(Refusal refusal) {
    return NAMES.containsKey(refusal.problem()) ? refusal.problem().status() : 400;
  }

  private static String name(Refusal refusal) {
    return NAMES.getOrDefault(refusal.problem(), "INVALID_ARGUMENT");
  }
}
