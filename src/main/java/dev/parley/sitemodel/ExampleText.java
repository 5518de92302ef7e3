package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.comment.CommentLanguage;
import dev.parley.comment.Text;
import dev.parley.learning.ModelInput;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import dev.parley.text.Sketch;
import java.util.Optional;

/**
 * The text of an example, read.
 *
 * @param input what a site's model sees of it
 * @param language the ISO 639-1 code of its likeliest language
 * @param fingerprint equal for texts that differ only in case, punctuation and disguise
 * @param sketch similar for texts that are nearly equal; empty for a short text
 */
record ExampleText(ModelInput input, String language, long fingerprint, Optional<Sketch> sketch) {
  /**
   * A site learns from so many code points of a text. A training run holds all examples in memory,
   * about {@link #BYTES} bytes a code point, so this bounds what a flood of long texts can take.
   */
  static final int MOST_LEARNT = 1_000;

  private static final int BYTES = 40;

  /** The scores of the shipped models, perhaps from a cache. */
  interface Scorer {
    Scores scores(Reading reading, Features features, CommentLanguage language);
  }

  /**
   * Reads a text: work for the processor. Shipped scores, links, fingerprint and sketch come from
   * the whole text, as in screening; the words to learn from come from its beginning. When a
   * comment is scored, all its words count. Weights learnt from beginnings fit whole texts, because
   * each group of features has norm 1 however long the text is; only words that stand in no
   * beginning are not learnt.
   */
  static ExampleText of(
      String body,
      Text.Format format,
      Optional<Author> author,
      SiteSettings settings,
      Scorer scorer) {
    Text text = Text.read(body, format, settings, Optional.empty());
    Reading reading = text.reading();
    Features features = Features.of(reading);
    Features learnt =
        length(text.seen()) > MOST_LEARNT
            ? Features.of(Reading.of(beginning(text.seen())))
            : features;
    return new ExampleText(
        ModelInput.of(
            reading,
            Bylines.of(author),
            learnt.withoutOrigins(),
            scorer.scores(reading, features, text.language())),
        text.language().code(),
        reading.fingerprint(),
        text.sketch());
  }

  /** About how many bytes the result takes. */
  static int bytes(String text) {
    return BYTES * Math.min(MOST_LEARNT, text.length());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String beginning(String text) {
    return text.substring(0, text.offsetByCodePoints(0, MOST_LEARNT));
  }
}
