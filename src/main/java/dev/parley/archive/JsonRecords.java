package dev.parley.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The objects of a JSON file, one at a time: one a line, or the elements of arrays. A line or
 * element that is no object is told as damaged; broken syntax between the elements of an array ends
 * the reading.
 */
final class JsonRecords {
  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** What Jackson adds to some messages, and readers of them cannot use. */
  private static final Pattern SOURCE = Pattern.compile(" \\(start marker at .*");

  /** Longer ones are not of a comment. */
  private static final int LONGEST_LINE = 32 << 20;

  private final ArchiveFile file;
  private final Consumer<String> damaged;

  /**
   * Records of a file.
   *
   * @param damaged hears where a line or element stands that is no object
   */
  JsonRecords(ArchiveFile file, Consumer<String> damaged) {
    this.file = file;
    this.damaged = damaged;
  }

  /** Takes one record. */
  interface Taker {
    void take(JsonFields record) throws IOException;
  }

  /** Goes through a file of lines, or of one array. */
  void each(Taker taker) throws IOException {
    BufferedReader text = new BufferedReader(file.text());
    switch (first(text)) {
      case '[' -> elements(text, taker);
      case '{' -> lines(text, taker);
      case -1 -> throw file.damaged("", "The file is empty.");
      default -> throw noJson();
    }
  }

  /**
   * Goes through the arrays at these places of one object; {@code data.Comment} is the field
   * Comment in the object data. Answers whether one of them is there.
   */
  boolean in(Map<String, Taker> places) throws IOException {
    BufferedReader text = new BufferedReader(file.text());
    if (first(text) != '{') {
      throw noJson();
    }
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      parser.nextToken();
      return descend(parser, "", places);
    } catch (JsonProcessingException broken) {
      throw damaged(broken);
    }
  }

  private DamagedArchive noJson() {
    return file.damaged("line 1", "It does not begin as JSON does.");
  }

  /** The first character that is not white space, still to be read; -1 at the end. */
  private static int first(BufferedReader text) throws IOException {
    int c;
    do {
      text.mark(1);
      c = text.read();
    } while (c >= 0 && c <= ' ');
    text.reset();
    return c;
  }

  private void lines(BufferedReader text, Taker taker) throws IOException {
    int number = 0;
    int next;
    do {
      StringBuilder line = new StringBuilder();
      number++;
      for (next = text.read(); next >= 0 && next != '\n'; next = text.read()) {
        line.append((char) next);
        if (line.length() > LONGEST_LINE) {
          throw file.damaged("line " + number, "The line is too long for a comment.");
        }
      }
      if (!line.toString().isBlank()) {
        take(parsed(line.toString()), "line " + number, taker);
      }
    } while (next >= 0);
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      return MissingNode.getInstance();
    }
  }

  private void elements(BufferedReader text, Taker taker) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      parser.nextToken();
      elements(parser, taker);
    } catch (JsonProcessingException broken) {
      throw damaged(broken);
    }
  }

  private void elements(JsonParser parser, Taker taker) throws IOException {
    for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      JsonNode node = JSON.readTree(parser);
      take(node, "element " + number, taker);
    }
  }

  private void take(JsonNode node, String place, Taker taker) throws IOException {
    if (node.isObject()) {
      taker.take(new JsonFields(node));
    } else {
      damaged.accept(place);
    }
  }

  /** Answers whether one of the places is there. */
  private boolean descend(JsonParser parser, String path, Map<String, Taker> places)
      throws IOException {
    boolean found = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = path + parser.currentName();
      JsonToken value = parser.nextToken();
      Taker taker = places.get(field);
      if (taker != null && value == JsonToken.START_ARRAY) {
        elements(parser, taker);
        found = true;
      } else if (value == JsonToken.START_OBJECT && leads(field + ".", places)) {
        found |= descend(parser, field + ".", places);
      } else {
        parser.skipChildren();
        found |= taker != null;
      }
    }
    return found;
  }

  private static boolean leads(String path, Map<String, Taker> places) {
    return places.keySet().stream().anyMatch(place -> place.startsWith(path));
  }

  private DamagedArchive damaged(JsonProcessingException broken) {
    return file.damaged(
        broken.getLocation() == null
            ? ""
            : "line "
                + broken.getLocation().getLineNr()
                + ", column "
                + broken.getLocation().getColumnNr(),
        SOURCE.matcher(broken.getOriginalMessage()).replaceFirst(""));
  }
}
