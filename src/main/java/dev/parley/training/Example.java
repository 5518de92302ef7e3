package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import java.util.Map;

/**
 * A labelled text, as features.
 *
 * @param source the file it comes from
 * @param part what is left out as one when validating on unseen sources
 * @param length the text's length in UTF-16 code units
 * @param share where it falls when a data set is split, in [0, 1), decided by its words and the
 *     seed alone
 * @param labels what is known of it
 */
record Example(
    Source source,
    String part,
    int length,
    double share,
    Features features,
    Map<Attribute, Boolean> labels) {
  /** The three parts of the data; a text is in the same part whatever file it comes from. */
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
}
