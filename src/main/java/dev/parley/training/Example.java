package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.text.Reading;
import java.util.EnumMap;
import java.util.Map;

/**
 * A labelled text and its features.
 *
 * @param source the file it comes from
 * @param part the unit that is left out when validating on unseen sources
 * @param written the text as its writer typed it
 * @param text the normalised text, which the sentence encoder reads
 * @param share its place when a data set is split, in [0, 1), which depends only on its words and
 *     the seed
 * @param labels the known labels
 */
record Example(
    Source source,
    String part,
    String written,
    String text,
    double share,
    Features features,
    Map<Attribute, Boolean> labels) {
  /** The three parts of the data. A text is in the same part whichever file it comes from. */
  enum Split {
    TRAINING,
    CALIBRATION,
    VALIDATION
  }

  Split split() {
    return share < 0.78 ? Split.TRAINING : share < 0.86 ? Split.CALIBRATION : Split.VALIDATION;
  }

  boolean is(Attribute attribute) {
    return Boolean.TRUE.equals(labels.get(attribute));
  }

  boolean knows(Attribute attribute) {
    return labels.containsKey(attribute);
  }

  /** The example with a text that its writer might have typed instead. */
  Example rewritten(String instead) {
    Reading reading = Reading.of(instead);
    return new Example(
        source,
        part,
        instead,
        reading.normalized(),
        share,
        Features.of(reading, source.wording()),
        labels);
  }

  /** The same text with one more label. */
  Example with(Attribute attribute, boolean value) {
    Map<Attribute, Boolean> more = new EnumMap<>(labels);
    more.put(attribute, value);
    return new Example(source, part, written, text, share, features, more);
  }
}
