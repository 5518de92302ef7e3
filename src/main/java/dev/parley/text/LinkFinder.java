package dev.parley.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds addresses in folded text in one pass. It does not use a regular expression, which may
 * overflow the stack on long input.
 */
final class LinkFinder {
  private static final Set<String> DOMAINS =
      Set.of(
          ("com net org info biz edu gov io co uk de ru cn fr pl br pt es nl eu ch jp kr ca au nz"
                  + " tv cc ws ua kz by su cz ro hu gr tr ir vn th ph hk tw sg za ng ke mx ar cl pe se"
                  + " dk fi xyz top site online club shop store live win bid loan work click link pro"
                  + " app dev space website tech fun icu buzz vip life world today news blog media"
                  + " page cloud mobi name asia travel casino bet poker ltd gq ga cf tk ml money"
                  + " finance trade ly gl gg ai sh ie dating sexy porn xxx webcam stream download"
                  + " party review science date")
              .split(" "));

  /**
   * Top-level domains that are also words: a full stop without a space after it must not make a
   * link.
   */
  private static final Set<String> ALSO_WORDS =
      Set.of(
          "to", "in", "is", "it", "me", "at", "no", "us", "be", "so", "my", "am", "as", "or", "do");

  /**
   * The signs that end an authority for every program that follows links. A quote, a parenthesis or
   * a backslash does so for some only.
   */
  private static final String AFTER_AUTHORITY = " /?#<>\"[]{}|^`";

  private static final int LONGEST_IPV6 = 45;

  private final FoldedText text;
  private final List<int[]> found = new ArrayList<>();

  /** Where the latest authority ends: its host may come after an {@code @} in it. */
  private int authorityEnd = -1;

  /** Where the latest search for a host behind user names ended without one. */
  private int hostless = -1;

  LinkFinder(FoldedText text) {
    this.text = text;
  }

  /** Triples of start, end and start of the host, in order, in indices of the folded text. */
  List<int[]> find() {
    for (int i = 0; i < text.length; ) {
      int end = i;
      boolean likely = false;
      while (end < text.length && text.characters[end] != ' ') {
        char c = text.characters[end];
        likely |=
            c == '.' && Letters.wordPart(text.at(end + 1))
                || c == '/' && (text.at(end - 1) == ':' || text.at(end - 1) == '\\');
        end++;
      }
      if (likely) {
        chunk(i, end);
      }
      i = end + 1;
    }
    return found;
  }

  private void chunk(int from, int to) {
    int i = from;
    while (i < to) {
      int host = host(i, to);
      int stop;
      if (host >= 0) {
        int least = Math.max(host + 1, addressOfBrackets(host));
        stop = trimmed(least, addressEnd(least, to));
      } else {
        host = i;
        stop = bare(i, from, to);
      }
      if (stop > i) {
        found.add(new int[] {i, stop, host});
        i = stop;
      } else {
        i++;
      }
    }
  }

  /**
   * Where the host begins if an address with an authority begins at {@code i}; otherwise -1. Where
   * programs may disagree on the last {@code @} of the authority, there is an address behind each.
   */
  private int host(int i, int to) {
    int authority = scheme(i);
    boolean www = startsWith(i, "www.") && !partOfName(text.at(i - 1));
    if ((authority > i || www) && authority > authorityEnd) {
      authorityEnd = authorityEnd(authority);
    }
    boolean behindAt = text.at(i - 1) == '@' && i <= authorityEnd;
    if (authority == i && !www && !behindAt) {
      return -1;
    }
    int host = behindUser(authority, to);
    // Without a scheme and a user name, a domain must look like one.
    return hostBegins(host) && (host > i || behindAt) ? host : -1;
  }

  /** Where a scheme that begins at {@code i} ends; otherwise {@code i}. */
  private int scheme(int i) {
    char c = text.at(i);
    if ((c != 'h' && c != 'f') || Letters.letter(text.at(i - 1))) {
      return i;
    }
    for (String scheme : List.of("http://", "https://", "hxxp://", "hxxps://", "ftp://")) {
      int end = schemeEnd(i, scheme);
      if (end > i) {
        return end;
      }
    }
    return i;
  }

  /** Where the scheme ends if it begins at {@code i}, its signs escaped or not; else {@code i}. */
  private int schemeEnd(int i, String scheme) {
    int end = i;
    for (int k = 0; k < scheme.length(); k++) {
      char c = scheme.charAt(k);
      if (!Letters.letter(c) && text.at(end) == '\\') {
        end++;
      }
      if (text.at(end) != c) {
        return i;
      }
      end++;
    }
    return end;
  }

  /** A sign that only folding makes one, such as a wide slash, does not end an authority. */
  private int authorityEnd(int from) {
    int end = from;
    while (end < text.length && (AFTER_AUTHORITY.indexOf(text.at(end)) < 0 || !text.written(end))) {
      end++;
    }
    return end;
  }

  /** Where the host begins in the authority from {@code from} on: behind its last {@code @}. */
  private int behindUser(int from, int to) {
    if (from < hostless) {
      return from;
    }
    int host = from;
    int end = addressEnd(from, Math.min(authorityEnd, to));
    for (int i = from; i < end; i++) {
      host = text.at(i) == '@' ? i + 1 : host;
    }
    if (host > from && hostBegins(host)) {
      return host;
    }
    hostless = end;
    return from;
  }

  private boolean hostBegins(int i) {
    return Letters.wordPart(text.at(i)) || addressOfBrackets(i) > i;
  }

  /** The end of an IPv6 address in brackets that begins at {@code i}; otherwise {@code i}. */
  private int addressOfBrackets(int i) {
    if (text.at(i) != '[') {
      return i;
    }
    int end = i + 1;
    int colons = 0;
    while (end - i < LONGEST_IPV6 && "0123456789abcdef:.".indexOf(text.at(end)) >= 0) {
      colons += text.at(end) == ':' ? 1 : 0;
      end++;
    }
    return colons >= 2 && text.at(end) == ']' ? end + 1 : i;
  }

  /**
   * The end of a bare domain, with port and path, that begins at {@code i}; otherwise {@code i}.
   */
  private int bare(int i, int from, int to) {
    if (!Letters.wordPart(text.at(i)) || (i > from && partOfName(text.at(i - 1)))) {
      return i;
    }
    int end = i;
    int lastDot = -1;
    while (end < to
        && (hostPart(text.at(end))
            || (text.at(end) == '.' && Letters.wordPart(text.at(end + 1))))) {
      if (text.at(end) == '.') {
        lastDot = end;
      }
      end++;
    }
    if (lastDot <= i || text.at(end) == '@' || text.at(end) == '_') {
      return i;
    }
    String domain = text.text(lastDot + 1, end);
    boolean pathFollows = text.at(end) == '/' && end + 1 < to && Letters.wordPart(text.at(end + 1));
    boolean www = startsWith(i, "www.") && i + 4 < end && Letters.wordPart(text.at(i + 4));
    if (!www && !DOMAINS.contains(domain) && !(pathFollows && ALSO_WORDS.contains(domain))) {
      return i;
    }
    char next = text.at(end);
    return next == '/' || next == ':' || next == '?' ? trimmed(i, addressEnd(end, to)) : end;
  }

  private int addressEnd(int from, int to) {
    int end = from;
    while (end < to && "<>\"'()[]{}|\\^`".indexOf(text.at(end)) < 0) {
      end++;
    }
    return end;
  }

  private int trimmed(int from, int to) {
    int end = to;
    while (end > from && ".,;:!?*_~".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private boolean startsWith(int i, String prefix) {
    for (int k = 0; k < prefix.length(); k++) {
      if (text.at(i + k) != prefix.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hostPart(char c) {
    return Letters.wordPart(c) || c == '-';
  }

  private static boolean partOfName(char c) {
    return hostPart(c) || c == '@' || c == '.' || c == '_';
  }

  /** The host of a found address: up to port, path or query. */
  static String host(FoldedText text, int[] link) {
    int from = link[2];
    boolean brackets = text.at(from) == '[';
    String after = brackets ? "]" : "/?#@:";
    int end = from;
    while (end < link[1] && after.indexOf(text.at(end)) < 0) {
      end++;
    }
    return text.text(from, brackets ? end + 1 : end);
  }
}
