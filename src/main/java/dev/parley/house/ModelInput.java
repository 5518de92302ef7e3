package dev.parley.house;

import dev.parley.comment.Author;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;
import java.util.Optional;
import java.util.UUID;

/**
 * All the house model sees of a comment.
 *
 * @param features of the text, the same the shipped models read; in a lesson of its beginning only
 * @param traits hashes of its links' hosts and of its author
 * @param shipped what the shipped models say
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelInput(Features features, int[] traits, Scores shipped) {
  static final Author NOBODY = new Author(new UUID(0, 0), "", Optional.empty(), Optional.empty());

  static ModelInput of(Reading reading, Author author, Features features, Scores shipped) {
    return new ModelInput(features, MetadataFeatures.of(reading, author), shipped);
  }

  /** A text nobody is known to have written. */
  public static ModelInput ofText(Reading reading, Features features, Scores shipped) {
    return of(reading, NOBODY, features, shipped);
  }
}
