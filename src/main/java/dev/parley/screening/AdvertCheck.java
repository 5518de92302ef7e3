package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs of advertising that do not depend on the language, or on a model having seen the like: an
 * offer with a way to get in touch, an archive to unpack, a link dressed as a mention, letters in
 * styles, forum markup, a template that was not filled in. By authors of whom nothing has been
 * approved yet.
 */
final class AdvertCheck implements Check {
  /** More styled letters than anybody needs for a heart or a name. */
  private static final int STYLED = 4;

  private static final Pattern ARCHIVE =
      Pattern.compile("(?i)\\.(?:zip|rar|7z|exe|msi|scr|apk|jar|dmg|iso)(?=$|[)\\]\\s?#/\"'<,])");

  private static final Pattern UNPACKING =
      Pattern.compile(
          "(?iu)\\b(?:pass(?:word|wort)?|unpack|unzip|extract|setup|install(?:er)?|run|launch|keygen"
              + "|crack|entpack\\p{L}*|senha|contraseña|пароль)\\b|密码");

  private static final Pattern AS_MENTION =
      Pattern.compile("@\\[[^\\]\\n]{1,60}\\]\\(|\\[@[^\\]\\n]{1,60}\\]\\(");

  private static final Pattern MARKUP =
      Pattern.compile("(?i)\\[(?:url|link)\\s?=|<a\\s[^>]{0,40}href");

  private static final Pattern TEMPLATE =
      Pattern.compile("\\{[^{}|\\n]{1,60}(?:\\|[^{}|\\n]{0,60}){1,20}\\}");

  private final WordList offers = BundledWordLists.read("advert-offers.txt");
  private final WordList goods = BundledWordLists.read("advert-goods.txt");

  /** A sign in words, how much it says, and where it is in the text. */
  private record Sign(String words, double strength, List<Span> spans) {}

  @Override
  public String name() {
    return "advert-signs";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    if (draft.context().history().approved() > 0) {
      return List.of();
    }
    List<Sign> signs =
        Stream.of(offer(draft), archive(draft), styled(draft), dress(draft), template(draft))
            .flatMap(Optional::stream)
            .toList();
    double strength = Math.min(1, signs.stream().mapToDouble(Sign::strength).sum());
    return strength == 0
        ? List.of()
        : List.of(
            new Finding(
                Reason.ADVERT_SIGNS,
                strength,
                signs.stream().map(Sign::words).collect(Collectors.joining("; ")),
                signs.stream().flatMap(sign -> sign.spans().stream()).toList()));
  }

  /** An offer says as much as a messenger; both together, or two offers, are an advertisement. */
  private Optional<Sign> offer(Draft draft) {
    Reading reading = draft.text().reading();
    List<WordList.Match> offered = offers.in(reading);
    ContactBaits contacts = ContactBaits.in(reading);
    boolean elsewhere = !contacts.ordinary().isEmpty() || !draft.domains().isEmpty();
    boolean named = !goods.in(reading).isEmpty();
    long different = offered.stream().map(WordList.Match::entry).distinct().count();
    double strength =
        0.5 * Math.min(2, different)
            + (contacts.typical().isEmpty() ? 0 : 0.5)
            + (different > 0 && (elsewhere || named) ? 0.5 : 0)
            + (different == 0 && named && elsewhere ? 0.3 : 0)
            + (named && !contacts.typical().isEmpty() ? 0.5 : 0);
    if (strength == 0) {
      return Optional.empty();
    }
    List<Span> spans = new ArrayList<>(offered.stream().map(WordList.Match::span).toList());
    spans.addAll(contacts.typical());
    TreeSet<String> told = new TreeSet<>();
    spans.forEach(span -> told.add("“" + span.of(reading.original()) + "”"));
    String words = told.isEmpty() ? "Goods and a link" : "Offers " + String.join(", ", told);
    return Optional.of(new Sign(words, Math.min(1, strength), spans));
  }

  private static Optional<Sign> archive(Draft draft) {
    String body = draft.text().body();
    if (body.indexOf('.') < 0 || draft.text().links().isEmpty()) {
      return Optional.empty();
    }
    Matcher archive = ARCHIVE.matcher(body);
    if (!archive.find()) {
      return Optional.empty();
    }
    boolean unpacked = UNPACKING.matcher(body).find();
    return Optional.of(
        new Sign(
            "A program or archive to download" + (unpacked ? ", with how to run it" : ""),
            unpacked ? 1 : 0.5,
            draft.text().links()));
  }

  private static Optional<Sign> styled(Draft draft) {
    String text = draft.text().body();
    int styled = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // The styles for formulas are all behind one high surrogate; others are enclosed letters.
      boolean style =
          c == '\uD835' && i + 1 < text.length() || c >= '\u24B6' && c <= '\u24E9' || isWide(c);
      styled += style ? 1 : 0;
    }
    return styled < STYLED
        ? Optional.empty()
        : Optional.of(
            new Sign(String.format(Locale.ROOT, "%d letters in styles", styled), 0.4, List.of()));
  }

  /** Full-width Latin letters; Chinese and Japanese writers use the digits and signs. */
  private static boolean isWide(char c) {
    return c >= '\uFF21' && c <= '\uFF3A' || c >= '\uFF41' && c <= '\uFF5A';
  }

  private static Optional<Sign> dress(Draft draft) {
    String body = draft.text().body();
    if (draft.text().links().isEmpty()) {
      return Optional.empty();
    }
    if (AS_MENTION.matcher(body).find()) {
      return Optional.of(new Sign("A link dressed as a mention", 1, draft.text().links()));
    }
    return MARKUP.matcher(body).find()
        ? Optional.of(new Sign("A link in markup of forums", 0.6, draft.text().links()))
        : Optional.empty();
  }

  /** One may be a formula; two are spun. */
  private static Optional<Sign> template(Draft draft) {
    String body = draft.text().body();
    long templates = body.indexOf('{') < 0 ? 0 : TEMPLATE.matcher(body).results().limit(2).count();
    return templates == 0
        ? Optional.empty()
        : Optional.of(new Sign("A template with choices in it", 0.5 * templates, List.of()));
  }
}
