package dev.parley.house;

import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;

/**
 * What the models that come with Parley say of a text, a second opinion included where one is asked
 * for: what a site's own model stands on. Learning and screening must mean the same by it, or a
 * site would learn to correct what has been corrected already.
 */
public interface Shipped {
  /**
   * Scores.
   *
   * @param whole whether all that screening would have asked has answered: otherwise the next time
   *     may say something else
   */
  record Said(Scores scores, boolean whole) {}

  /** The scores of a text in a language; may take its time. */
  Said scores(Reading reading, Features features, String language);
}
