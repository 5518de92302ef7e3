package dev.parley.model;

import dev.parley.text.Reading;

/**
 * What a site's own model adds to a shipped score of one comment, in logits. The text may be read
 * again with words left out; everything else about the comment stays.
 */
public interface Addition {
  /** No addition: the shipped score stands alone. */
  Addition NONE =
      new Addition() {
        @Override
        public double share() {
          return 1;
        }

        @Override
        public double weight(int hash) {
          return 0;
        }

        @Override
        public double of(Reading reading, Features features) {
          return 0;
        }
      };

  /** The factor of the shipped score's logit. */
  double share();

  /** The weight of a feature of value 1. */
  double weight(int hash);

  /** The addition for a whole text. */
  double of(Reading reading, Features features);
}
