package dev.parley.model;

import dev.parley.text.Reading;

/**
 * What a site has learnt adds to a shipped score of one comment, in logits. The text may be read
 * anew with words left out; all else about the comment stays.
 */
public interface Addition {
  /** Nothing is learnt: the shipped score stands alone. */
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

  /** What the shipped score's logit is multiplied by. */
  double share();

  /** What a feature of value 1 adds. */
  double weight(int hash);

  /** What all of a text adds. */
  double of(Reading reading, Features features);
}
