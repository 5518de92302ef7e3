package dev.parley.learning;

import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;
import java.util.Optional;

/**
 * All a site's model sees of a comment, or of a text nobody is known to have written.
 *
 * @param features of the text, the same the shipped models read; in a lesson of its beginning only
 * @param traits hashes of its links' hosts and of its author
 * @param shipped what the shipped models say
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelInput(Features features, int[] traits, Scores shipped) {
  public static ModelInput of(
      Reading reading, Optional<Byline> author, Features features, Scores shipped) {
    return new ModelInput(features, MetadataFeatures.of(reading, author), shipped);
  }

  /** A text nobody is known to have written. */
  public static ModelInput ofText(Reading reading, Features features, Scores shipped) {
    return of(reading, Optional.empty(), features, shipped);
  }
}
