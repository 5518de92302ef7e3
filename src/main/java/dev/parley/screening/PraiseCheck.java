package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.Word;
import dev.parley.text.WordList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Praise that would fit any article, with a link, by an author of whom nothing has been approved
 * yet: the oldest disguise of advertising. It depends on how much of the text is such praise and
 * whether it uses any word of the article's title.
 */
final class PraiseCheck implements Check {
  /** Shorter words occur in any two texts. */
  private static final int CONTENT_WORD = 5;

  private static final double WORTH_TELLING = 0.25;

  /** Thanks and politeness have this share of the words in real arguments too. */
  private static final double ORDINARY = 0.2;

  /** From this share on, the rest of the text is only filling. */
  private static final double ALL = 0.6;

  private final WordList phrases = BundledWordLists.read("praise.txt");

  @Override
  public String name() {
    return "generic-praise";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<Word> words = ownWords(draft.text().reading());
    if (draft.domains().isEmpty() || draft.context().history().approved() > 0 || words.isEmpty()) {
      return List.of();
    }
    List<Span> praise =
        phrases.in(draft.text().reading()).stream().map(WordList.Match::span).toList();
    long covered = words.stream().filter(word -> praise.stream().anyMatch(within(word))).count();
    double share = (double) covered / words.size();
    Set<String> title = content(Reading.of(draft.place().title()).words());
    boolean onTopic = words.stream().anyMatch(word -> title.contains(word.form()));
    double strength = Math.min(1, (share - ORDINARY) / (ALL - ORDINARY)) * (onTopic ? 0.5 : 1);
    if (strength < WORTH_TELLING) {
      return List.of();
    }
    return List.of(
        new Finding(Reason.GENERIC_PRAISE, strength, told(draft, share, onTopic, title), praise));
  }

  private static String told(Draft draft, double share, boolean onTopic, Set<String> title) {
    String topic =
        title.isEmpty() ? "" : onTopic ? ", a word of the title" : ", no word of the title";
    return String.format(
        Locale.ROOT,
        "%.0f %% of the words%s, with a link to %s",
        100 * share,
        topic,
        String.join(", ", draft.domains()));
  }

  /** The words outside links. */
  private static List<Word> ownWords(Reading reading) {
    List<Link> links = reading.links();
    return reading.words().stream()
        .filter(
            word ->
                links.stream()
                    .noneMatch(link -> word.start() < link.end() && link.start() < word.end()))
        .toList();
  }

  private static Set<String> content(List<Word> words) {
    return words.stream()
        .map(Word::form)
        .filter(form -> form.length() >= CONTENT_WORD)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Predicate<Span> within(Word word) {
    return span -> span.start() <= word.start() && word.end() <= span.end();
  }
}
