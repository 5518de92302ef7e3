package dev.parley.archive;

import java.util.regex.Pattern;

/** How much care is taken that words are not read as Markdown. */
enum Escaping {
  /** Words stand as they are. */
  NONE {
    @Override
    String words(String text) {
      return text;
    }

    @Override
    String line(String line) {
      return line;
    }
  },

  /** Every sign that could mean something has a backslash. */
  EVERYTHING {
    @Override
    String words(String text) {
      return SIGNS.matcher(text).replaceAll("\\\\$0");
    }

    @Override
    String line(String line) {
      return BEGINNING.matcher(line).replaceFirst("$1\\\\$2");
    }
  };

  private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]<&!~]");

  /** What begins a quote, a list or program text. */
  private static final Pattern BEGINNING = Pattern.compile("^(\\d{0,9})([-+>.)])");

  /** Words in running text. */
  abstract String words(String text);

  /** A line of a paragraph, which must not begin anything else. */
  abstract String line(String line);
}
