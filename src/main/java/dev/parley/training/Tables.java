package dev.parley.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads tables: CSV with a header and quoted line breaks (RFC 4180), and tab-separated lines
 * without header.
 */
final class Tables {
  private Tables() {}

  /** The records of a gzip-compressed table, as maps from column to value. */
  static List<Map<String, String>> read(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return file.toString().endsWith(".csv.gz") ? csv(in) : tabs(in);
    }
  }

  /**
   * {@code label<TAB>source<TAB>text}, {@code label<TAB>text}, or {@code text<TAB>label<TAB>finer
   * label} in capitals.
   */
  private static List<Map<String, String>> tabs(BufferedReader in) throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] cells = line.split("\t", -1);
      if (cells.length == 3 && (cells[1].equals("OTHER") || cells[1].equals("OFFENSE"))) {
        records.add(Map.of("label", cells[1], "text", cells[0]));
      } else if (cells.length >= 2) {
        records.add(Map.of("label", cells[0], "text", unescape(cells[cells.length - 1])));
      }
    }
    return records;
  }

  private static List<Map<String, String>> csv(BufferedReader in) throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    List<String> header = row(in);
    for (List<String> cells = row(in); !cells.isEmpty(); cells = row(in)) {
      Map<String, String> record = new HashMap<>();
      for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
        record.put(header.get(i), cells.get(i));
      }
      records.add(record);
    }
    return records;
  }

  private static List<String> row(BufferedReader in) throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (quoted) {
        if (c != '"') {
          cell.append((char) c);
          continue;
        }
        in.mark(1);
        if (in.read() == '"') {
          cell.append('"');
        } else {
          in.reset();
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        cells.add(cell.toString());
        return cells;
      } else if (c != '\r') {
        cell.append((char) c);
      }
    }
    if (cell.length() > 0 || !cells.isEmpty()) {
      cells.add(cell.toString());
    }
    return cells;
  }

  private static String unescape(String text) {
    return text.indexOf('\\') < 0
        ? text
        : text.replace("\\\\", "\u0000")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace('\u0000', '\\');
  }

  /** The text of a Python string literal in quotes, escaped once or twice. */
  static String pythonText(String literal) {
    String text = literal;
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    text = text.replace("\\\\", "\\").replace("\\n", "\n").replace("\\t", " ").replace("\\r", "");
    text = text.replace("\\xc2\\xa0", " ").replace("\\'", "'").replace("\\\"", "\"");
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int digits = text.startsWith("\\x", i) ? 2 : text.startsWith("\\u", i) ? 4 : 0;
      if (digits > 0 && i + 2 + digits <= text.length() && hexadecimal(text, i + 2, digits)) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 2 + digits), 16));
        i += 1 + digits;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }

  private static boolean hexadecimal(String text, int from, int digits) {
    for (int i = from; i < from + digits; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
