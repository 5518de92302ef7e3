package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.Site;
import dev.parley.text.Reading;
import dev.parley.text.Word;
import dev.parley.text.WordList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name that seems to speak for the site: its own, that of a moderator, or a title such as
 * "Administrator" in many languages, letters that only look like others included.
 */
final class ReservedNameCheck implements Check {
  /** Numbers that make a name unique do not make it another. */
  private static final Pattern NUMBER = Pattern.compile("[\\d_.\\s-]+$");

  private final WordList titles = Lists.read("reserved-names.txt");

  /** By identity: a site stays the same object until it changes. */
  private final LoadingCache<Site, Set<String>> staff =
      Caffeine.newBuilder().weakKeys().build(ReservedNameCheck::staff);

  @Override
  public String name() {
    return "reserved-name";
  }

  @Override
  public List<Finding> look(Draft draft) {
    String name = draft.author().name();
    Reading reading = Reading.of(NUMBER.matcher(name).replaceFirst(""));
    return whose(draft.site(), reading).stream()
        .map(whose -> new Finding(Reason.RESERVED_NAME, 1, "The name “" + name + "” is " + whose))
        .toList();
  }

  private Optional<String> whose(Site site, Reading name) {
    if (!titles.in(name).isEmpty()) {
      return Optional.of("a title of those who run the site");
    }
    if (staff.get(site).contains(letters(name))) {
      return Optional.of("a moderator's");
    }
    return isSite(site, name) ? Optional.of("the site's") : Optional.empty();
  }

  /** A site's name of one word may be part of a person's. */
  private static boolean isSite(Site site, Reading name) {
    Reading own = Reading.of(site.name());
    if (own.words().isEmpty()) {
      return false;
    }
    return letters(own).equals(letters(name))
        || own.words().size() > 1 && spaced(name).contains(spaced(own));
  }

  private static Set<String> staff(Site site) {
    // One word alone may be any reader's first name.
    return site.staff().stream()
        .map(Reading::of)
        .filter(name -> name.words().size() > 1)
        .map(ReservedNameCheck::letters)
        .collect(Collectors.toCollection(HashSet::new));
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
