package dev.parley.sitemodel;

import dev.parley.comment.CommentLanguage;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;

/**
 * What the models that come with Parley say of a text, a second opinion included where one is asked
 * for: what a site's own model stands on. Training and screening must mean the same by it, or a
 * site would learn to correct what has been corrected already.
 */
public interface BaseModel {
  /**
   * The scores of a text in a language; may take its time. Fails when a second opinion screening
   * would have asked for does not come: without it the scores are others than those a site's model
   * stands on.
   */
  Scores scores(Reading reading, Features features, CommentLanguage language);
}
