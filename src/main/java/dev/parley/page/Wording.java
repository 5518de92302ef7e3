package dev.parley.page;

import dev.parley.comment.Article;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats times, numbers and names for readers. */
final class Wording {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private record Unit(String name, long seconds) {}

  private static final Unit[] UNITS = {
    new Unit("year", 31_557_600),
    new Unit("month", 2_629_800),
    new Unit("day", 86_400),
    new Unit("hour", 3_600),
    new Unit("minute", 60)
  };

  private Wording() {}

  /** The number of comments, as a heading. */
  static String comments(int count) {
    return count == 0 ? "Comments" : counted(count, "Comment", "Comments");
  }

  /** That a thread is closed, and since when. */
  static String closed(Article article) {
    return article
        .closedAt()
        .map(at -> "This discussion closed on " + date(at) + ". You can still read it.")
        .orElse("You can still read this discussion.");
  }

  /** The time since a moment, in the largest unit that fits. */
  static String ago(Instant at, Instant now) {
    long seconds = Duration.between(at, now).toSeconds();
    for (Unit unit : UNITS) {
      if (seconds >= unit.seconds()) {
        return counted(seconds / unit.seconds(), unit.name(), unit.name() + "s") + " ago";
      }
    }
    return "just now";
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  static String dateAndTime(Instant at) {
    return DATE_AND_TIME.format(at);
  }

  /** A number with its noun in the singular or plural. */
  static String counted(long n, String one, String many) {
    return number(n) + " " + (n == 1 ? one : many);
  }

  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace('-', '−');
  }

  /** The first letters of the first two words of a name. */
  static String initials(String name) {
    String letters =
        Stream.of(name.strip().split("\\s+", -1))
            .limit(2)
            .filter(word -> !word.isEmpty())
            .map(word -> new String(Character.toChars(word.codePointAt(0))))
            .collect(Collectors.joining());
    return letters.isEmpty() ? "–" : letters.toUpperCase(Locale.ROOT);
  }

  /** The hue of a name's circle, one of seven as in the widget; the eighth is grey. */
  static int hue(String name) {
    // The widget adds up the first code unit of each character.
    return name.isEmpty() ? 7 : name.codePoints().map(c -> Character.toChars(c)[0]).sum() % 7;
  }

  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");
  private static final java.util.regex.Pattern REFERENCE =
      java.util.regex.Pattern.compile("&(?:(lt|gt|amp|quot)|#([0-9]{1,7}));");

  /**
   * The text of a comment's HTML. The HTML has passed the sanitiser, so it has only the allowed
   * elements.
   */
  static String plain(String html) {
    return REFERENCE
        .matcher(html.replaceAll("<[^>]*>", ""))
        .replaceAll(
            found ->
                java.util.regex.Matcher.quoteReplacement(
                    found.group(1) != null
                        ? NAMED.getOrDefault(found.group(1), "")
                        : character(Integer.parseInt(found.group(2)))))
        .strip();
  }

  private static String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
  }
}
