package dev.parley.comment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.site.SiteSettings;
import dev.parley.text.Languages;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The language of a text, as far as it can be detected: one of those the site expects, or one of
 * those readers most often write in instead.
 *
 * @param code the ISO 639-1 code of the likeliest language
 * @param otherwise the site's own language, when it is another: a few words can make a text look
 *     foreign, and the site's readers understand the rest
 */
public record CommentLanguage(String code, Optional<String> otherwise) {
  private static final List<String> FREQUENT =
      List.of("en", "de", "pt", "fr", "es", "it", "nl", "ru", "pl", "tr", "ar", "zh");

  private static final LoadingCache<List<String>, Languages> GUESSERS =
      Caffeine.newBuilder().maximumSize(1_000).build(CommentLanguage::guesser);

  private static Languages guesser(List<String> expected) {
    Set<String> served = new TreeSet<>(FREQUENT);
    served.addAll(expected);
    return new Languages(served, expected);
  }

  /** The likeliest language, or the site's own when the text is too short. */
  static CommentLanguage of(Reading reading, List<Span> code, SiteSettings settings) {
    List<String> expected = settings.languages();
    String guess = GUESSERS.get(expected).guess(reading, code).language();
    return new CommentLanguage(
        guess, Optional.of(expected.get(0)).filter(own -> !expected.contains(guess)));
  }

  /** Its English name; empty for a language without one. */
  public Optional<String> name() {
    return Optional.of(Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH))
        .filter(name -> !name.isEmpty());
  }

  /** The language that the sender says a text is in. */
  public static CommentLanguage told(String code) {
    return new CommentLanguage(code, Optional.empty());
  }
}
