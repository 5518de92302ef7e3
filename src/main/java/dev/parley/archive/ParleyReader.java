package dev.parley.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;

/**
 * Reads Parley's own archive, as {@link ParleyWriter} writes it. A file that is no such archive, or
 * is not whole, is refused: its rows belong together.
 */
public final class ParleyReader {
  /** Numbers keep the digits they have. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** In characters; the weights of a model are the longest. */
  private static final int LONGEST_LINE = 64 << 20;

  private ParleyReader() {}

  /** Takes a row. */
  public interface Taker {
    void take(ParleyLine line) throws IOException;
  }

  /**
   * Reads the files twice.
   *
   * @param first takes the rows of all files before {@code second} takes any; then they are known
   *     to be whole
   */
  public static void twice(ArchiveFiles files, Taker first, Taker second) throws IOException {
    files.twice(file -> new Pass(file).read(first), file -> new Pass(file).read(second));
  }

  /** One file, read once. */
  private static final class Pass {
    private final ArchiveFile file;
    private int number;
    private long rows;

    Pass(ArchiveFile file) {
      this.file = file;
    }

    void read(Taker taker) throws IOException {
      BufferedReader text = new BufferedReader(file.text());
      JsonNode head = next(text);
      if (!head.path("format").asText().equals("parley")) {
        throw damaged("It is no archive of Parley.");
      }
      if (head.path("version").asInt() != ParleyWriter.VERSION) {
        throw damaged(
            "It is of version " + head.path("version").asText() + "; only version 1 is known.");
      }
      for (JsonNode line = next(text); !take(line, taker); line = next(text)) {}
      if (text.read() >= 0) {
        throw damaged("Something follows the end.");
      }
    }

    /** Takes a line; answers whether it is the last. */
    private boolean take(JsonNode line, Taker taker) throws IOException {
      if (line.size() != 1 || !line.elements().next().isObject()) {
        throw damaged("It holds no row.");
      }
      Map.Entry<String, JsonNode> only = line.properties().iterator().next();
      if (only.getKey().equals("end")) {
        if (only.getValue().path("rows").asLong(-1) != rows) {
          throw damaged("It has " + rows + " rows, and should have " + only.getValue() + ".");
        }
        return true;
      }
      rows++;
      taker.take(new ParleyLine(only.getKey(), (ObjectNode) only.getValue(), number));
      return false;
    }

    private JsonNode next(BufferedReader text) throws IOException {
      number++;
      StringBuilder line = new StringBuilder();
      int next = text.read();
      if (next < 0) {
        throw damaged("It ends too early: export the site once more.");
      }
      for (; next >= 0 && next != '\n'; next = text.read()) {
        line.append((char) next);
        if (line.length() > LONGEST_LINE) {
          throw damaged("The line is too long.");
        }
      }
      try {
        return JSON.readTree(line.toString());
      } catch (JsonProcessingException broken) {
        throw damaged(
            next < 0 ? "It ends too early: export the site once more." : "It is no JSON.");
      }
    }

    private DamagedArchive damaged(String fault) {
      return file.damaged("line " + number, fault);
    }
  }
}
