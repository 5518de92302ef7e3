package dev.parley.comment;

import dev.parley.text.Span;
import dev.parley.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * The few words by which a list shows a comment: what a reader sees of it, on one line. Where links
 * lead is not in it, nor is white space that shows nothing more than a gap.
 */
public final class Snippet {
  /** The most that is shown, in UTF-16 code units: two lines of a list. */
  static final int LONGEST = 220;

  /** What stands behind that is worth starting later for. */
  private static final int FAR = 90;

  /** The most that is shown in front of what it starts later for. */
  private static final int LEAD = 40;

  /**
   * The most that is read of a body from where it begins, in UTF-16 code units: enough where marks
   * and links are long.
   */
  public static final int READ = 2_000;

  private static final String MORE = "…";

  /** The letters it is taken from, and where each is in {@code seen}. */
  private final StringBuilder letters = new StringBuilder();

  private final SeenText seen;
  private final int[] places;

  private Snippet(String whole, int first) {
    String body = whole.substring(0, cut(whole, Math.min(whole.length(), first + READ)));
    this.seen =
        Text.isPlain(body) ? SeenText.whole(body) : Markdown.of(body).seen(/* tags= */ false);
    this.places = new int[seen.text().length()];
    int from = 0;
    for (Span told : seen.told()) {
      copy(from, told.start());
      from = told.end();
    }
    copy(from, seen.text().length());
  }

  private void copy(int from, int to) {
    String text = seen.text();
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean space = Character.isWhitespace(c);
      int length = letters.length();
      if (!space || length > 0 && letters.charAt(length - 1) != ' ') {
        places[length] = i;
        letters.append(space ? ' ' : c);
      }
    }
  }

  /** The beginning of a comment, as text. */
  public static String of(String body) {
    Snippet snippet = new Snippet(body, 0);
    int end = snippet.end(0);
    String text = snippet.letters.substring(0, end).strip();
    return Visible.withFewMarks(end < snippet.letters.length() ? text + MORE : text);
  }

  /**
   * The same as HTML, in which the letters are marked that stretches of the body are shown as:
   * {@code <mark data-start="12">}, which begins at the letter 12 of the body. There is no other
   * element in it.
   *
   * @param marked the stretches
   * @param leading those of them it starts shortly before, where they stand far behind
   */
  public static String marked(String body, List<Span> marked, List<Span> leading) {
    int first = leading.stream().mapToInt(Span::start).min().orElse(0);
    return Visible.withFewMarks(new Snippet(body, first).html(marked, first));
  }

  private String html(List<Span> marked, int first) {
    int begin = begin(first);
    int end = end(begin);
    StringBuilder html = new StringBuilder(begin > 0 ? MORE : "");
    List<Span> here = List.of();
    for (int i = begin; i < end; i++) {
      Span letter = place(i);
      List<Span> around = covering(letter, marked);
      if (!around.equals(here)) {
        html.append(here.isEmpty() ? "" : "</mark>");
        if (!around.isEmpty()) {
          html.append("<mark data-start=\"").append(start(letter, around)).append("\">");
        }
        here = around;
      }
      html.append(escaped(letters.charAt(i)));
    }
    html.append(here.isEmpty() ? "" : "</mark>");
    return html.append(end < letters.length() ? MORE : "").toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> String.valueOf(c);
    };
  }

  /** A place in the body that lies in all of these: a letter may be written with many signs. */
  private static int start(Span letter, List<Span> around) {
    return around.stream().mapToInt(Span::start).reduce(letter.start(), Math::max);
  }

  private static List<Span> covering(Span letter, List<Span> marked) {
    List<Span> around = new ArrayList<>();
    for (Span span : marked) {
      if (span.start() < letter.end() && letter.start() < span.end()) {
        around.add(span);
      }
    }
    return around;
  }

  /** Where a letter stands in the body. */
  private Span place(int i) {
    return seen.original(new Span(places[i], places[i] + 1));
  }

  /** Where it begins when a place of the body is to be in it. */
  private int begin(int first) {
    int i = 0;
    while (i < letters.length() && place(i).end() <= first) {
      i++;
    }
    if (i <= FAR || i == letters.length()) {
      return 0;
    }
    int from = cut(letters, i - LEAD);
    int space = letters.indexOf(" ", from);
    return space >= 0 && space < i ? space + 1 : from;
  }

  private int end(int begin) {
    return Math.min(letters.length(), cut(letters, Math.min(letters.length(), begin + LONGEST)));
  }

  /** Not between the two halves of a character. */
  private static int cut(CharSequence text, int at) {
    boolean halved =
        at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    return halved ? at - 1 : at;
  }
}
