package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words of a site's list, in the text, the author's name and the author's web address. They are
 * matched in the normalised text and shown in the original. See {@link SiteWords} for what a list
 * may hold.
 */
final class WordsCheck implements Check {
  private final String name;
  private final Reason reason;
  private final Function<SiteSettings, List<String>> words;

  /** By identity: a site's settings stay the same object until they change. */
  private final LoadingCache<List<String>, SiteWords> lists;

  private WordsCheck(
      String name,
      Reason reason,
      Function<SiteSettings, List<String>> words,
      Function<List<String>, SiteWords> meant) {
    this.name = name;
    this.reason = reason;
    this.words = words;
    this.lists = Caffeine.newBuilder().weakKeys().build(meant::apply);
  }

  /** Words that reject. */
  static WordsCheck banned() {
    return new WordsCheck(
        "banned-words", Reason.BANNED_WORD, SiteSettings::bannedWords, SiteWords::plain);
  }

  /** Words that hold. */
  static WordsCheck suspect() {
    return new WordsCheck(
        "suspect-words", Reason.SUSPECT_WORD, SiteSettings::suspectWords, SiteWords::suspect);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<String> shown = new ArrayList<>();
    List<Span> spans = tell(draft, draft.text().reading(), "", shown);
    draft
        .sender()
        .ifPresent(
            sender -> {
              tell(draft, sender.name(), " in the name", shown);
              sender
                  .website()
                  .ifPresent(web -> tell(draft, web.reading(), " in the website", shown));
            });
    return shown.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                reason,
                1,
                shown.stream().distinct().limit(5).collect(Collectors.joining(", ")),
                spans));
  }

  /** Adds the words found in a reading to the message, and answers where they are. */
  private List<Span> tell(Draft draft, Reading reading, String where, List<String> shown) {
    List<SiteWords.Found> found = found(draft, reading);
    for (SiteWords.Found one : found) {
      String what = one.what().isEmpty() ? "" : " (" + one.what() + ")";
      shown.add("“" + one.span().of(reading.original()) + "”" + where + what);
    }
    return found.stream().map(SiteWords.Found::span).toList();
  }

  /** Words of the list in something else that comes with a draft. */
  Stream<String> in(Draft draft, Reading other) {
    return found(draft, other).stream().map(one -> one.span().of(other.original()));
  }

  private List<SiteWords.Found> found(Draft draft, Reading reading) {
    return lists
        .get(words.apply(draft.place().settings()))
        .in(reading, draft.text().language().code());
  }
}
