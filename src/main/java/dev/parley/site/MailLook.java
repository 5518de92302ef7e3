package dev.parley.site;

import dev.parley.http.Fields;
import dev.parley.text.WebAddress;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * How a site's mail looks.
 *
 * @param link where the site's name leads
 * @param accent the colour of links and buttons, as {@code #1d4ed8}
 * @param footer a sentence at the end, such as the publisher's postal address
 */
public record MailLook(Optional<String> link, Optional<String> accent, Optional<String> footer) {
  private static final Set<String> KNOWN = Set.of("link", "accent", "footer");

  /** That of a site that has set nothing. */
  public static final MailLook PLAIN =
      new MailLook(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads the value of a setting; throws {@link IllegalArgumentException} with a sentence when it
   * is wrong.
   */
  static MailLook of(Object value) {
    if (!(value instanceof JsonObject json) || !KNOWN.containsAll(json.fieldNames())) {
      throw new IllegalArgumentException("mail must be an object with link, accent and footer");
    }
    return new MailLook(
        text(json, "link", 500)
            .map(
                link ->
                    WebAddress.of(link)
                        .orElseThrow(() -> wrong("link", "a web address"))
                        .address()),
        text(json, "accent", 7)
            .map(
                colour -> {
                  if (!colour.matches("#[0-9a-fA-F]{6}")) {
                    throw wrong("accent", "a colour like #1d4ed8");
                  }
                  return colour;
                }),
        text(json, "footer", 300));
  }

  private static Optional<String> text(JsonObject json, String name, int most) {
    Object value = json.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= most
        && Fields.storable(text)) {
      return Optional.of(text.strip());
    }
    throw wrong(name, "a text of 1 to " + most + " characters");
  }

  private static IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException("mail needs for " + name + " " + wanted);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    link.ifPresent(value -> json.put("link", value));
    accent.ifPresent(value -> json.put("accent", value));
    footer.ifPresent(value -> json.put("footer", value));
    return json;
  }
}
