package dev.parley.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes HTML of what WordPress stores: HTML in which line breaks count. One is a line break, an
 * empty line begins a paragraph.
 */
final class WordPressParagraphs {
  private static final Pattern PRE =
      Pattern.compile("<pre\\b.*?(?:</pre\\s*>|$)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern BLOCK =
      Pattern.compile(
          "</?(?:blockquote|ul|ol|li|div|h[1-6]|hr|table|thead|tbody|tfoot|tr|td|th|dl|dt|dd"
              + "|figure|figcaption|section|article|address|form|fieldset)\\b[^>]*>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAGRAPH =
      Pattern.compile("</?p\\b[^>]*>", Pattern.CASE_INSENSITIVE);

  private static final Pattern EMPTY_LINES = Pattern.compile("\n[ \t]*\n\\s*");

  private static final Pattern BREAK_AT_END =
      Pattern.compile("<br\\s*/?>\\s*$", Pattern.CASE_INSENSITIVE);

  private WordPressParagraphs() {}

  static String html(String content) {
    String text = content.replace("\r\n", "\n").replace('\r', '\n');
    StringBuilder html = new StringBuilder(text.length() + 32);
    // Most comments have no tag, and are spared three searches for one.
    if (text.indexOf('<') < 0) {
      paragraphs(text, html);
      return html.toString();
    }
    Matcher pre = PRE.matcher(text);
    int done = 0;
    while (pre.find()) {
      flow(text.substring(done, pre.start()), html);
      html.append(pre.group());
      done = pre.end();
    }
    flow(text.substring(done), html);
    return html.toString();
  }

  private static void flow(String text, StringBuilder html) {
    String blocks = BLOCK.matcher(text).replaceAll("\n\n$0\n\n");
    paragraphs(PARAGRAPH.matcher(blocks).replaceAll("\n\n"), html);
  }

  private static void paragraphs(String text, StringBuilder html) {
    for (String part : EMPTY_LINES.split(text, -1)) {
      part(part.strip(), html);
    }
  }

  private static void part(String part, StringBuilder html) {
    if (part.startsWith("<") && BLOCK.matcher(part).matches()) {
      html.append(part).append("\n");
    } else if (!part.isEmpty()) {
      html.append("<p>").append(lines(part)).append("</p>\n");
    }
  }

  private static String lines(String part) {
    return part.lines().map(WordPressParagraphs::line).collect(Collectors.joining("<br>\n"));
  }

  /** A line without the break that somebody has written at its end. */
  private static String line(String line) {
    String bare = line.strip();
    return bare.endsWith(">") ? BREAK_AT_END.matcher(bare).replaceFirst("") : bare;
  }
}
