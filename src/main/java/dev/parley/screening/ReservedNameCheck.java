package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.site.Site;
import dev.parley.text.Reading;
import dev.parley.text.Word;
import dev.parley.text.WordList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name that seems to speak for the site: the site's own name, that of a moderator, or a title
 * such as "Administrator" in many languages, even in look-alike letters. A title that is also used
 * in names, such as "Editor", counts only by itself.
 */
final class ReservedNameCheck implements Check {
  /** Numbers that only make a name unique do not change it. */
  private static final Pattern NUMBER = Pattern.compile("[\\d_.\\s-]+$");

  private static final Pattern LEADING_ARTICLE =
      Pattern.compile(
          "(?iu)^(?:the|der|die|das|de|het|le|la|les|el|los|il|lo|o|os)\\s+(?=\\S+\\s)");

  /** Two letters that together look like a third. */
  private static final Pattern LIKE_M = Pattern.compile("rn", Pattern.CASE_INSENSITIVE);

  /** What may stand around a title without making it a person's name. */
  private static final Set<String> AROUND_TITLES =
      Set.of("the", "team", "our", "your", "die", "la");

  /** Fewer letters than this may be part of any name. */
  private static final int FEWEST_LETTERS = 8;

  private final WordList titles = BundledWordLists.read("reserved-names.txt");
  private final WordList wholeTitles = BundledWordLists.read("reserved-whole-names.txt");

  /** By identity: a site stays the same object until it changes. */
  private final LoadingCache<Site, List<Reading>> staff =
      Caffeine.newBuilder().weakKeys().build(ReservedNameCheck::staff);

  @Override
  public String name() {
    return "reserved-name";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    String name = draft.sender().map(sender -> sender.name().original()).orElse("");
    String bare = NUMBER.matcher(name).replaceFirst("");
    return Stream.of(bare, LIKE_M.matcher(bare).replaceAll("m"))
        .distinct()
        .flatMap(written -> whose(draft.place(), Reading.of(written)).stream())
        .limit(1)
        .map(whose -> new Finding(Reason.RESERVED_NAME, 1, "The name “" + name + "” is " + whose))
        .toList();
  }

  private Optional<String> whose(Place place, Reading name) {
    return place.site().flatMap(site -> whose(site, name));
  }

  private Optional<String> whose(Site site, Reading name) {
    if (!titles.in(name).isEmpty() || isWholly(name)) {
      return Optional.of("a title of those who run the site");
    }
    if (staff.get(site).stream().anyMatch(member -> isSame(member, name))) {
      return Optional.of("a moderator's");
    }
    return isSite(site, name) ? Optional.of("the site's") : Optional.empty();
  }

  /** A site's name of one word may be part of a person's name. */
  private static boolean isSite(Site site, Reading name) {
    Reading whole = Reading.of(site.name());
    Reading own = Reading.of(LEADING_ARTICLE.matcher(site.name()).replaceFirst(""));
    if (own.words().isEmpty()) {
      return false;
    }
    return letters(whole).equals(letters(name))
        || own.words().size() > 1 && spaced(name).contains(spaced(own))
        || own.words().size() > 1
            && letters(own).length() >= FEWEST_LETTERS
            && letters(name).contains(letters(own));
  }

  private static List<Reading> staff(Site site) {
    // A single word may be any reader's first name.
    return site.staff().stream().map(Reading::of).filter(name -> name.words().size() > 1).toList();
  }

  /**
   * Whether the words are the same, perhaps with others around them, in another order, or without
   * spaces.
   */
  private static boolean isSame(Reading member, Reading name) {
    return letters(member).equals(letters(name))
        || spaced(name).contains(spaced(member))
        || forms(name).sorted().toList().equals(forms(member).sorted().toList());
  }

  /** Whether a name is nothing but a title, apart from "the" and "team". */
  private boolean isWholly(Reading name) {
    List<WordList.Match> found = wholeTitles.in(name);
    return !found.isEmpty()
        && name.words().stream()
            .allMatch(
                word ->
                    AROUND_TITLES.contains(word.form())
                        || found.stream()
                            .anyMatch(
                                title ->
                                    title.span().start() <= word.start()
                                        && word.end() <= title.span().end()));
  }

  private static String letters(Reading name) {
    return forms(name).collect(Collectors.joining());
  }

  private static String spaced(Reading name) {
    return forms(name).collect(Collectors.joining(" ", " ", " "));
  }

  private static Stream<String> forms(Reading name) {
    return name.words().stream().map(Word::form);
  }
}
