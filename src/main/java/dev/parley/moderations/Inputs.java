package dev.parley.moderations;

import dev.parley.http.Fields;
import dev.parley.problem.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads the texts of a request: one, several, or parts of which each is one. */
final class Inputs {
  private static final int MOST = 32;

  private Inputs() {}

  static List<String> of(Fields fields) {
    Object input = fields.json().getValue("input");
    if (input instanceof String text) {
      return List.of(checked(text));
    }
    if (!(input instanceof JsonArray array) || array.isEmpty() || array.size() > MOST) {
      throw Refusal.invalid("input", "Send a text, or a list of 1 to " + MOST + " texts");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(text(one)));
    return texts;
  }

  private static String text(Object one) {
    if (one instanceof String text) {
      return checked(text);
    }
    if (one instanceof JsonObject part
        && "text".equals(part.getValue("type"))
        && part.getValue("text") instanceof String text) {
      return checked(text);
    }
    throw Refusal.invalid("input", "Only texts can be judged: send parts of the type text");
  }

  private static String checked(String text) {
    if (text.isBlank()) {
      throw Refusal.invalid("input", "Send a text that is not empty");
    }
    return text;
  }
}
