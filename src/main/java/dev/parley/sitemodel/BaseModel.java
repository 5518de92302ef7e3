package dev.parley.sitemodel;

import dev.parley.comment.CommentLanguage;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;

/**
 * The models that come with Parley, including a second opinion where screening asks for one. A
 * site's own model builds on their scores. Training and screening must use the same base model:
 * otherwise a site would learn to correct what has been corrected already.
 */
public interface BaseModel {
  /**
   * The scores of a text in a language. It may block for seconds. It throws when a second opinion
   * that screening would have used does not come: scores without it are not those a site's model
   * builds on.
   */
  Scores scores(Reading reading, Features features, CommentLanguage language);
}
