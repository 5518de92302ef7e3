package dev.parley.model;

import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Features that do not depend on a source's vocabulary: length, signs, capitals, money, and the
 * look of links. Each is the hash of a name with a number in steps.
 */
final class Shape {
  private static final Set<String> COMMON = Set.of("com", "net", "org", "edu", "gov");
  private static final Set<String> CHEAP =
      Set.of(
          ("xyz top site online club shop store live win bid loan work click link website space fun"
                  + " icu buzz vip info biz ru cn pw gq ga cf tk ml ltd casino bet poker su ws")
              .split(" "));
  private static final Set<String> SHORTENERS =
      Set.of(
          "bit.ly",
          "goo.gl",
          "tinyurl.com",
          "t.co",
          "ow.ly",
          "is.gd",
          "cutt.ly",
          "urlz.fr",
          "rb.gy",
          "t.me");

  private final int[] found = new int[24];
  private int size;

  private Shape() {}

  static int[] of(Reading reading) {
    Shape shape = new Shape();
    List<Word> words = reading.words();
    shape.add("words", log2(words.size()));
    shape.characters(reading.original(), Math.max(1, words.size()));
    shape.repetition(words);
    shape.links(reading);
    return Arrays.copyOf(shape.found, shape.size);
  }

  private void characters(String text, int words) {
    int upper = 0;
    int lower = 0;
    int digits = 0;
    int signs = 0;
    int money = 0;
    int exclamations = 0;
    int foreign = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        lower++;
      } else if (c >= 'A' && c <= 'Z') {
        upper++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '!') {
        exclamations++;
      } else if (c == '$' || c == '€' || c == '£') {
        money++;
      } else if (c > 127) {
        foreign += seen(c) ? 1 : 0;
      } else if (c > ' ') {
        signs++;
      }
    }
    int all = Math.max(1, text.length());
    int letters = Math.max(1, upper + lower);
    add("upper", letters < 8 ? 9 : tenths(upper, letters));
    add("digits", tenths(digits, all));
    add("signs", tenths(signs, all));
    add("foreign", tenths(foreign, all));
    add("exclamations", Math.min(4, exclamations));
    add("money", Math.min(3, money));
    add("letters a word", Math.min(12, letters / words));
  }

  /** Invisible signs, and marks on letters, disguise a text and are not part of its look. */
  private static boolean seen(char c) {
    int type = Character.getType(c);
    return type != Character.FORMAT
        && type != Character.NON_SPACING_MARK
        && type != Character.ENCLOSING_MARK;
  }

  /** The share of words that occurred before in the text, in tenths. */
  private void repetition(List<Word> words) {
    HashSet32 distinct = new HashSet32(words.size() + 1);
    for (int i = 0; i < words.size(); i++) {
      distinct.add(words.get(i).form().hashCode(), i);
    }
    int repeated = words.size() - distinct.values().length;
    add("repeated", words.size() < 8 ? 11 : tenths(repeated, words.size()));
  }

  private void links(Reading reading) {
    List<Link> links = reading.links();
    add("links", Math.min(4, links.size()));
    if (links.isEmpty()) {
      return;
    }
    int linked = 0;
    for (Link link : links) {
      linked += link.end() - link.start();
    }
    add("linked", tenths(linked, Math.max(1, reading.original().length())));
    add("html link", reading.original().toLowerCase(Locale.ROOT).contains("<a ") ? 1 : 0);
    Link first = links.get(0);
    String host = first.host();
    add(
        "domain",
        COMMON.contains(first.topLevelDomain())
            ? 0
            : CHEAP.contains(first.topLevelDomain()) ? 2 : 1);
    add("shortened", SHORTENERS.contains(host) ? 1 : 0);
    add("host length", Math.min(6, host.length() / 5));
    add("hyphens", Math.min(2, (int) host.chars().filter(c -> c == '-').count()));
    add("host digits", host.chars().anyMatch(c -> c >= '0' && c <= '9') ? 1 : 0);
    add("path", first.url().length() > host.length() + 12 ? 1 : 0);
    add("link last", first.end() > reading.original().length() - 4 ? 1 : 0);
    add("link first", first.start() < 4 ? 1 : 0);
  }

  private void add(String name, int bucket) {
    found[size++] = Features.mix(name.hashCode() * 31 + bucket + 0x2545f491);
  }

  private static int tenths(int part, int whole) {
    // Small shares differ most, so there are three steps below a tenth.
    double share = (double) part / whole;
    return share == 0 ? 0 : share < 0.03 ? 1 : share < 0.1 ? 2 : 2 + (int) Math.ceil(share * 10);
  }

  private static int log2(int number) {
    return number == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(number);
  }
}
