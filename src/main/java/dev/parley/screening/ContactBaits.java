package dev.parley.screening;

import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which a text asks its readers to get in touch elsewhere: by a messenger, or by an
 * address that is written so that programs do not see it, both of which are typical of advertisers;
 * or by a link, a mail address or a telephone number, which others give too.
 */
final class ContactBaits {
  private static final Set<String> MESSENGER_HOSTS = Set.of("t.me", "wa.me", "telegram.me");

  private static final Pattern MESSENGER =
      Pattern.compile(
          "(?iu)(?:whats\\s?app|telegra[mф]+|viber|wechat|signal|skype|\\bzap|телеграмм?|вотсап|微信|电报)"
              + "[^\\p{L}\\p{N}@+]{0,4}(?:\\p{L}{2,12}[^\\p{L}\\p{N}@+]{1,3}){0,2}"
              + "(?:\\+?\\d[\\d ().-]{5,24}\\d|@\\w{4,40}|(?<=微信.{0,4})\\w{5,40})");

  private static final Pattern HIDDEN_MAIL =
      Pattern.compile(
          "(?iu)[\\w.]{3,40} ?(?: at |\\(at\\)|\\[at\\]) ?(?:[\\w-]{2,30} ?(?: dot |\\(dot\\)"
              + "|\\[dot\\]) ?\\p{L}{2,6}|(?:g|proton ?|hot|yahoo ?)mail)\\b");

  private static final Pattern MAIL = Pattern.compile("[\\w.+-]{2,40}@[\\w-]{2,40}\\.\\w{2,}");

  /** Seven digits in a row or after a plus sign, or nine with signs between them. */
  private static final Pattern PHONE =
      Pattern.compile(
          "\\+(?:[ ().-]?\\d){7,15}|(?<![\\d.,])(?:\\d{7,15}|\\d(?:[ ()-]?\\d){8,14})(?![\\d.,]\\d)");

  private static final int FEWEST_DIGITS = 7;

  private final List<Span> typical = new ArrayList<>();
  private final List<Span> ordinary = new ArrayList<>();

  private ContactBaits(Reading reading) {
    String text = reading.original();
    for (Link link : reading.links()) {
      (MESSENGER_HOSTS.contains(link.host()) ? typical : ordinary).add(link.span());
    }
    if (reading.words().size() < 2) {
      return;
    }
    // Most comments have none of what each pattern needs, and searching takes time.
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    boolean at = text.indexOf('@') >= 0;
    if (digits >= FEWEST_DIGITS || at || text.indexOf('微') >= 0) {
      find(MESSENGER, text, typical);
    }
    if (reading.normalized().contains("mail") || reading.normalized().contains("dot")) {
      find(HIDDEN_MAIL, text, typical);
    }
    if (at) {
      find(MAIL, text, ordinary);
    }
    if (digits >= FEWEST_DIGITS) {
      find(PHONE, text, ordinary);
    }
  }

  static ContactBaits in(Reading reading) {
    return new ContactBaits(reading);
  }

  private static void find(Pattern pattern, String text, List<Span> into) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      into.add(new Span(found.start(), found.end()));
    }
  }

  /** Messengers and hidden addresses. */
  List<Span> typical() {
    return typical;
  }

  /** Links, mail addresses and telephone numbers. */
  List<Span> ordinary() {
    return ordinary;
  }
}
