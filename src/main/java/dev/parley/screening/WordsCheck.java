package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import dev.parley.text.Span;
import dev.parley.text.WordList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words of a site's own list, found on normalised text, shown in the original. */
final class WordsCheck implements Check {
  private final String name;
  private final Reason reason;
  private final Function<SiteSettings, List<String>> words;

  /** By identity: a site's settings stay the same object until they change. */
  private final LoadingCache<List<String>, WordList> lists =
      Caffeine.newBuilder().weakKeys().build(WordList::of);

  private WordsCheck(String name, Reason reason, Function<SiteSettings, List<String>> words) {
    this.name = name;
    this.reason = reason;
    this.words = words;
  }

  /** Words that reject. */
  static WordsCheck banned() {
    return new WordsCheck("banned-words", Reason.BANNED_WORD, SiteSettings::bannedWords);
  }

  /** Words that hold. */
  static WordsCheck suspect() {
    return new WordsCheck("suspect-words", Reason.SUSPECT_WORD, SiteSettings::suspectWords);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Finding> look(Draft draft) {
    List<Span> spans =
        lists.get(words.apply(draft.site().settings())).in(draft.reading()).stream()
            .map(WordList.Match::span)
            .toList();
    if (spans.isEmpty()) {
      return List.of();
    }
    String shown =
        spans.stream()
            .map(span -> "“" + span.of(draft.body()) + "”")
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return List.of(new Finding(reason, 1, shown, spans));
  }
}
