package dev.parley.comment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.site.SiteSettings;
import dev.parley.text.LanguagePart;
import dev.parley.text.Languages;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The language of a text, as far as it can be told: one of those the site expects, or another that
 * can be recognised.
 *
 * @param code the ISO 639-1 code of the likeliest language, or what its sender says: then it may
 *     have a script, as in {@code hi-Latn}
 * @param otherwise the site's own language, when it is another: a few words can make a text look
 *     foreign, and the site's readers understand the rest
 * @param parts the parts of a mixed text that are in another language
 */
public record CommentLanguage(String code, Optional<String> otherwise, List<LanguagePart> parts) {
  private static final LoadingCache<List<String>, Languages> GUESSERS =
      Caffeine.newBuilder().maximumSize(1_000).build(CommentLanguage::guesser);

  private static Languages guesser(List<String> expected) {
    Set<String> served = new TreeSet<>(Languages.KNOWN);
    served.addAll(expected);
    return new Languages(served, expected);
  }

  /** The likeliest language, or the site's own when the text is too short. */
  static CommentLanguage of(Reading reading, List<Span> code, SiteSettings settings) {
    List<String> expected = settings.languages();
    Languages languages = GUESSERS.get(expected);
    String guess = languages.guess(reading, code).language();
    return new CommentLanguage(
        guess,
        Optional.of(expected.get(0)).filter(own -> !expected.contains(guess)),
        languages.parts(reading, code, guess));
  }

  /** Its English name; empty for a language without one. */
  public Optional<String> name() {
    return Optional.of(Locale.forLanguageTag(code).getDisplayName(Locale.ENGLISH))
        .filter(name -> !name.isEmpty());
  }

  /** The language that the sender says a text is in. */
  public static CommentLanguage told(String code) {
    return new CommentLanguage(code, Optional.empty(), List.of());
  }
}
