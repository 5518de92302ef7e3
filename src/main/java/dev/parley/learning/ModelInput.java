package dev.parley.learning;

import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;
import java.util.Optional;

/**
 * Everything a site's model sees of a comment.
 *
 * @param features of the text, as the shipped models read them; of an example's text only the
 *     beginning counts
 * @param metadata hashes of the links' hosts and of the author's name and address
 * @param shipped the scores of the shipped models
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelInput(Features features, int[] metadata, Scores shipped) {
  public static ModelInput of(
      Reading reading, Optional<Byline> author, Features features, Scores shipped) {
    return new ModelInput(features, MetadataFeatures.of(reading, author), shipped);
  }

  /** The input for a text whose author is unknown. */
  public static ModelInput ofText(Reading reading, Features features, Scores shipped) {
    return of(reading, Optional.empty(), features, shipped);
  }
}
