package dev.parley.comment;

import dev.parley.text.Visible;
import java.util.List;
import java.util.Optional;

/**
 * A body that is paragraphs of words and nothing else: no sign in it begins a block, stands for
 * formatting or makes a link. Most comments are such, and their HTML is known without parsing them.
 *
 * @param lines each without white space around it; an empty one ends a paragraph
 */
record Prose(List<String> lines) {
  /** Signs that begin a quote, a list, a heading or a rule; a number may begin a list. */
  private static final String BEGIN_BLOCKS = "->+#=:|";

  /** The paragraphs of a body; empty when it may be anything else. */
  static Optional<Prose> of(String body) {
    if (body.isBlank() || !Text.isPlain(body)) {
      return Optional.empty();
    }
    List<String> lines = List.of(body.split("\n", -1));
    return Optional.of(lines).filter(all -> all.stream().allMatch(Prose::isProse)).map(Prose::new);
  }

  private static boolean isProse(String line) {
    if (line.isEmpty()) {
      return true;
    }
    char first = line.charAt(0);
    return BEGIN_BLOCKS.indexOf(first) < 0
        && !Character.isDigit(first)
        && stands(line.codePointAt(0))
        && stands(line.codePointBefore(line.length()))
        && line.chars().noneMatch(Character::isISOControl)
        // A line of nothing visible is left out, and so may be its paragraph.
        && line.codePoints().anyMatch(Text::isShownLetter);
  }

  /** Whether a sign stands where it is: white space and what is invisible moves or goes. */
  private static boolean stands(int codePoint) {
    return Visible.shows(codePoint);
  }

  /** The HTML of the paragraphs, safe to place in any page. */
  String html() {
    StringBuilder html = new StringBuilder();
    boolean open = false;
    for (String line : lines) {
      if (!line.isEmpty()) {
        html.append(open ? "<br>\n" : "<p>").append(line);
      } else if (open) {
        html.append("</p>\n");
      }
      open = !line.isEmpty();
    }
    return Markdown.sanitised(html.append(open ? "</p>\n" : "").toString());
  }
}
