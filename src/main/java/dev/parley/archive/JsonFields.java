package dev.parley.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON object. They may be written as text, number or truth value, and in the way
 * of MongoDB's extended JSON ({@code {"$date": …}}).
 */
record JsonFields(JsonNode node) {
  /** How MongoDB and LeanCloud wrap a value that JSON has no type for. */
  private static final List<String> WRAPPERS =
      List.of("$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$uuid", "iso");

  /** The first of these fields that is not empty, as a text; empty if none is. */
  String text(String... names) {
    for (String name : names) {
      String text = text(node.path(name));
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String text(JsonNode value) {
    return value.isObject()
        ? WRAPPERS.stream()
            .filter(value::has)
            .findFirst()
            .map(wrapper -> text(value.path(wrapper)))
            .orElse("")
        : value.isNull() ? "" : value.asText("");
  }

  /** The time in the first of these fields that is not empty. */
  Optional<Instant> time(String... names) {
    return Times.of(text(names));
  }

  /** Whether a field says yes: true, 1 or the same as a text. */
  boolean is(String name) {
    String text = text(name);
    return text.equalsIgnoreCase("true") || text.equals("1");
  }

  /** A whole number; 0 for anything else. */
  int number(String name) {
    try {
      return (int) Math.round(Double.parseDouble(text(name)));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** Whether there is such a field, whatever it holds. */
  boolean has(String name) {
    return node.has(name);
  }

  /** An object in a field; one without fields if there is none. */
  JsonFields object(String name) {
    JsonNode value = node.path(name);
    return new JsonFields(value.isObject() ? value : MissingNode.getInstance());
  }

  /** The objects of an array in a field. */
  List<JsonFields> objects(String name) {
    return StreamSupport.stream(node.path(name).spliterator(), false)
        .filter(JsonNode::isObject)
        .map(JsonFields::new)
        .toList();
  }

  /** How many fields or elements a field has. */
  int size(String name) {
    return node.path(name).size();
  }

  /** How many elements of a field say yes, or no. */
  int count(String name, boolean wanted) {
    return (int)
        StreamSupport.stream(node.path(name).spliterator(), false)
            .filter(value -> value.isBoolean() && value.asBoolean() == wanted)
            .count();
  }
}
