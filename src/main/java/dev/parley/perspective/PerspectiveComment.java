package dev.parley.perspective;

import dev.parley.apikey.CleanText;
import dev.parley.comment.CommentLanguage;
import dev.parley.comment.Text;
import dev.parley.http.Fields;
import dev.parley.site.Site;
import dev.parley.text.LanguageTag;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A comment as a client of Perspective sends it, in both calls.
 *
 * @param text the text, with characters that cannot be stored replaced one for one
 * @param languages the languages the client says it is in, as ISO 639-1 codes, with the script
 *     where it is not the usual one; empty when it does not say
 * @param clientToken a text that the answer must repeat
 */
record PerspectiveComment(String text, List<String> languages, Optional<String> clientToken) {
  /** In bytes of UTF-8. */
  private static final int LONGEST = 20 * 1024;

  private static final int LONGEST_TOKEN = 1_000;
  private static final int MOST_LANGUAGES = 20;

  static PerspectiveComment of(Fields fields) {
    JsonObject json = fields.json();
    JsonObject comment = object(json, "comment");
    String text = string(comment, "text").orElse("");
    List<String> languages =
        fields.texts("languages", MOST_LANGUAGES, MOST_LANGUAGES).stream()
            .flatMap(tag -> LanguageTag.of(tag).stream())
            .distinct()
            .toList();
    Optional<String> clientToken = fields.optionalText("clientToken", LONGEST_TOKEN);
    fields.check();
    refuseOtherTypes(comment);
    if (text.isBlank()) {
      throw PerspectiveError.of("COMMENT_EMPTY", "Comment must be non-empty.");
    }
    refuseTwoContexts(json);
    return new PerspectiveComment(CleanText.of(text), languages, clientToken);
  }

  /** The same if it is short enough to learn from: an example is kept whole. */
  PerspectiveComment notLong() {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw PerspectiveError.of("COMMENT_TOO_LONG", "Comment text too long.");
    }
    return this;
  }

  private static void refuseOtherTypes(JsonObject text) {
    String type = string(text, "type").orElse("PLAIN_TEXT");
    switch (type) {
      case "PLAIN_TEXT", "TEXT_TYPE_UNSPECIFIED" -> {}
      case "HTML" ->
          throw PerspectiveError.invalid("Currently, only 'PLAIN_TEXT' comments are supported");
      default -> throw PerspectiveError.invalid("Unknown text type");
    }
  }

  /** Checks the context, which no model here uses, so that a client learns of its mistakes. */
  private static void refuseTwoContexts(JsonObject json) {
    JsonObject context = object(json, "context");
    boolean entries = context.getValue("entries") instanceof JsonArray array && !array.isEmpty();
    boolean article = context.getValue("articleAndParentComment") instanceof JsonObject;
    if (entries && article) {
      throw PerspectiveError.invalid(
          "Context can have either entries or article_and_parent_comment, but both fields were"
              + " populated.");
    }
  }

  /** The object in a field; an empty one when it is missing. */
  static JsonObject object(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return new JsonObject();
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw PerspectiveError.invalid(name + ": an object is expected");
  }

  /** The text in a field; empty when it is missing. */
  static Optional<String> string(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw PerspectiveError.invalid(name + ": a text is expected");
  }

  /** The comment's text, read in its likeliest language, whatever the client says. */
  Text read(Site site) {
    return Text.read(text, site.settings(), Optional.empty());
  }

  /**
   * The language it is scored in: the one the client names or, of several, the one the text looks
   * like.
   */
  Text inItsLanguage(Text read) {
    String detected = read.language().code();
    return languages.isEmpty()
        ? read
        : read.as(CommentLanguage.told(languages.contains(detected) ? detected : languages.get(0)));
  }

  /** An answer that repeats the client's token. */
  JsonObject answer(JsonObject json) {
    clientToken.ifPresent(token -> json.put("clientToken", token));
    return json;
  }
}
