package dev.parley.screening;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A site's list of words as it is meant: words, words of one language ({@code en:word}), and in a
 * list of suspect words also {@value SiteSettings#INSULTS}, which stands for the insults that come
 * with Parley, and exceptions ({@code !word}, {@code !en:word}): whatever is found inside an
 * exception is left alone.
 */
final class SiteWords {
  private static final Pattern WITH_LANGUAGE = Pattern.compile("([a-z]{2}):(\\S.*)");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final String ANY = "";
  private static final String EXCEPT = "!";

  private final Map<String, WordList> words;
  private final Map<String, WordList> exceptions;
  private final boolean insults;

  /**
   * A word that was found.
   *
   * @param what what it is, where the list says so; empty for a site's own words
   */
  record Found(Span span, String what) {}

  private SiteWords(List<String> words, List<String> exceptions, boolean insults) {
    this.words = byLanguage(words);
    this.exceptions = byLanguage(exceptions);
    this.insults = insults;
  }

  /** A list in which every entry is a word. */
  static SiteWords plain(List<String> entries) {
    return new SiteWords(entries, List.of(), false);
  }

  /** A list that may have exceptions and stand for the insults that come with Parley. */
  static SiteWords suspect(List<String> entries) {
    return new SiteWords(
        entries.stream()
            .filter(entry -> !entry.startsWith(EXCEPT) && !entry.equals(SiteSettings.INSULTS))
            .toList(),
        entries.stream()
            .filter(entry -> entry.startsWith(EXCEPT))
            .map(entry -> entry.substring(EXCEPT.length()))
            .toList(),
        entries.contains(SiteSettings.INSULTS));
  }

  private static Map<String, WordList> byLanguage(List<String> entries) {
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

  /** The words in a text of a language, each place once, in order. */
  List<Found> in(Reading reading, String language) {
    List<Found> found = new ArrayList<>();
    spans(words, reading, language).forEach(span -> found.add(new Found(span, "")));
    if (insults) {
      Insults.in(reading, language).stream()
          .filter(one -> found.stream().noneMatch(own -> own.span().equals(one.span())))
          .forEach(one -> found.add(new Found(one.span(), one.what())));
    }
    if (found.isEmpty()) {
      return found;
    }
    List<Span> spared = spans(exceptions, reading, language).toList();
    return found.stream()
        .filter(one -> spared.stream().noneMatch(span -> Insults.covers(span, one.span())))
        .sorted(Comparator.comparingInt(one -> one.span().start()))
        .toList();
  }

  private static Stream<Span> spans(Map<String, WordList> lists, Reading reading, String language) {
    return Stream.of(ANY, language)
        .map(lists::get)
        .filter(Objects::nonNull)
        .flatMap(list -> list.in(reading).stream())
        .map(WordList.Match::span)
        .distinct();
  }
}
