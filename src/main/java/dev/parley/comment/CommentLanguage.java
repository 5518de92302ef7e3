package dev.parley.comment;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.site.SiteSettings;
import dev.parley.text.Languages;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The language a text is taken for: one of those its site expects, or one of those readers most
 * often write in instead.
 */
public final class CommentLanguage {
  private static final List<String> FREQUENT =
      List.of("en", "de", "pt", "fr", "es", "it", "nl", "ru", "pl", "tr", "ar", "zh");

  private static final LoadingCache<List<String>, Languages> GUESSERS =
      Caffeine.newBuilder().maximumSize(1_000).build(CommentLanguage::guesser);

  private CommentLanguage() {}

  private static Languages guesser(List<String> expected) {
    Set<String> served = new TreeSet<>(FREQUENT);
    served.addAll(expected);
    return new Languages(served, expected.get(0));
  }

  /** The ISO 639-1 code of the likeliest language; the site's own when a text is too short. */
  public static String of(Reading reading, SiteSettings settings) {
    return GUESSERS.get(settings.languages()).guess(reading).language();
  }
}
