package dev.parley.perspective;

import dev.parley.apikey.CleanText;
import dev.parley.http.Fields;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to {@code comments:analyze}.
 *
 * @param wanted attributes by the client's names for them, in its order
 * @param bySentence whether to score each sentence too
 */
record AnalyzeRequest(PerspectiveComment comment, Map<String, Wanted> wanted, boolean bySentence) {

  /**
   * A requested attribute.
   *
   * @param least the lowest score to report
   */
  record Wanted(PerspectiveAttribute attribute, double least) {}

  static AnalyzeRequest of(Fields fields) {
    boolean bySentence = fields.flag("spanAnnotations", false);
    PerspectiveComment comment = PerspectiveComment.of(fields);
    JsonObject requested = PerspectiveComment.object(fields.json(), "requestedAttributes");
    if (requested.isEmpty()) {
      throw PerspectiveError.of("NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes");
    }
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    for (String name : requested.fieldNames()) {
      JsonObject asked = PerspectiveComment.object(requested, name);
      known(name).ifPresent(attribute -> wanted.put(name, wanted(name, attribute, asked)));
    }
    return new AnalyzeRequest(comment, wanted, bySentence);
  }

  private static Wanted wanted(String name, PerspectiveAttribute attribute, JsonObject asked) {
    String type = PerspectiveComment.string(asked, "scoreType").orElse("PROBABILITY");
    if (!type.equals("PROBABILITY") && !type.equals("SCORE_TYPE_UNSPECIFIED")) {
      throw PerspectiveError.invalid(
          "Requested score type " + type + " is not supported by attribute " + name);
    }
    Object least = asked.getValue("scoreThreshold");
    if (least != null && !(least instanceof Number)) {
      throw PerspectiveError.invalid("scoreThreshold: a number is expected");
    }
    return new Wanted(attribute, least instanceof Number number ? number.doubleValue() : 0);
  }

  /** The attribute with that name; empty for one that only Google has, refused otherwise. */
  static Optional<PerspectiveAttribute> known(String name) {
    Optional<PerspectiveAttribute> attribute = PerspectiveAttribute.named(name);
    if (attribute.isEmpty() && !PerspectiveAttribute.isLacking(name)) {
      throw PerspectiveError.invalid("Unknown requested attribute: " + CleanText.first(name, 100));
    }
    return attribute;
  }
}
