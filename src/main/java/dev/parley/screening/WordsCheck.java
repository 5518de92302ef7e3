package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.WordList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words of a site's list, in the text, the author's name and the author's web address. They are
 * matched in the normalised text and shown in the original. An entry like {@code en:word} applies
 * to texts of that language only.
 */
final class WordsCheck implements Check {
  private static final Pattern WITH_LANGUAGE = Pattern.compile("([a-z]{2}):(\\S.*)");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final String ANY = "";

  private final String name;
  private final Reason reason;
  private final Function<SiteSettings, List<String>> words;

  /** Lists by language. By identity: a site's settings stay the same object until they change. */
  private final LoadingCache<List<String>, Map<String, WordList>> lists =
      Caffeine.newBuilder().weakKeys().build(WordsCheck::lists);

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
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<WordList> bound = bound(draft);
    List<String> shown = new ArrayList<>();
    List<Span> spans = tell(bound, draft.text().reading(), "", shown);
    draft
        .sender()
        .ifPresent(
            sender -> {
              tell(bound, sender.name(), " in the name", shown);
              sender
                  .website()
                  .ifPresent(web -> tell(bound, web.reading(), " in the website", shown));
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
  private static List<Span> tell(
      List<WordList> lists, Reading reading, String where, List<String> shown) {
    List<Span> spans = in(lists, reading);
    spans.forEach(span -> shown.add("“" + span.of(reading.original()) + "”" + where));
    return spans;
  }

  /** Words of the list in something else that comes with a draft. */
  Stream<String> in(Draft draft, Reading other) {
    return in(bound(draft), other).stream().map(span -> span.of(other.original()));
  }

  private List<WordList> bound(Draft draft) {
    Map<String, WordList> byLanguage = lists.get(words.apply(draft.place().settings()));
    return Stream.of(ANY, draft.text().language().code())
        .map(byLanguage::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<Span> in(List<WordList> lists, Reading reading) {
    return lists.stream()
        .flatMap(list -> list.in(reading).stream())
        .map(WordList.Match::span)
        .distinct()
        .sorted(Comparator.comparingInt(Span::start))
        .toList();
  }

  private static Map<String, WordList> lists(List<String> entries) {
    Map<String, List<String>> byLanguage = new HashMap<>();
    for (String entry : entries) {
      Matcher parts = WITH_LANGUAGE.matcher(entry);
      boolean bound = parts.matches() && LANGUAGES.contains(parts.group(1));
      byLanguage
          .computeIfAbsent(bound ? parts.group(1) : ANY, language -> new ArrayList<>())
          .add(bound ? parts.group(2) : entry);
    }
    Map<String, WordList> lists = new HashMap<>();
    byLanguage.forEach((language, words) -> lists.put(language, WordList.of(words)));
    return lists;
  }
}
