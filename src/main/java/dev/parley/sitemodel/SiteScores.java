package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** What a site's own model makes of a comment the shipped models have scored. */
public interface SiteScores {
  /** No site has learnt anything. */
  SiteScores NONE = site -> Future.succeededFuture(Rescorer.SHIPPED);

  /**
   * A site's own model. Never fails and takes its time: when the model cannot be had, its scores
   * say so beside the shipped ones.
   */
  Future<Rescorer> on(int site);

  /** A site's own model, at hand. */
  interface Rescorer {
    /** The shipped models alone. */
    Rescorer SHIPPED = (reading, author, features, shipped) -> Rescored.shipped(shipped);

    /** The scores that hold of a text by an author, or by nobody known: work for the processor. */
    Rescored rescored(Reading reading, Optional<Author> author, Features features, Scores shipped);
  }

  /**
   * Scores, and where they come from.
   *
   * @param version the site's version; 0 when the shipped scores stand
   * @param learnt the attributes whose score is the site's own, and what is added to the shipped
   *     one
   * @param missing why the site's model was not heard although it may have one
   */
  record Rescored(
      Scores scores, int version, Map<Attribute, Addition> learnt, Optional<String> missing) {
    static Rescored shipped(Scores scores) {
      return new Rescored(scores, 0, Map.of(), Optional.empty());
    }

    static Rescored unheard(Scores scores, String why) {
      return new Rescored(scores, 0, Map.of(), Optional.of(why));
    }
  }
}
