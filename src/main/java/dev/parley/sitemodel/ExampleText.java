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
 * What is read of a lesson's text.
 *
 * @param fingerprint equal for texts that differ in case, punctuation and disguise only
 * @param sketch like that of texts that are nearly the same; empty for a short one
 */
record ExampleText(ModelInput sight, long fingerprint, Optional<Sketch> sketch) {
  /**
   * Code points of a text that are learnt from. A round keeps all lessons at hand, about {@link
   * #BYTES} a code point: what a flood of the longest texts can take of the memory is bounded by
   * this.
   */
  static final int MOST_LEARNT = 1_000;

  private static final int BYTES = 40;

  /** What the shipped models say of a text. */
  interface Known {
    Scores scores(Reading reading, Features features, CommentLanguage language);
  }

  /**
   * Reads a text: work for the processor. The shipped score, the links and what tells copies are of
   * the whole text, as in screening; the words that are learnt from are those of its beginning. In
   * scoring a comment all its words count: each group of features has norm 1, however long the
   * text, so weights learnt from beginnings fit; only what stands in no text's beginning is not
   * learnt.
   */
  static ExampleText of(
      String body,
      Text.Format format,
      Optional<Author> author,
      SiteSettings settings,
      Known known) {
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
            known.scores(reading, features, text.language())),
        reading.fingerprint(),
        text.sketch());
  }

  /** The bytes that what is read of a text takes, about. */
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
