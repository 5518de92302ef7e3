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

/** The scores a site's own model gives comments, based on those of the shipped models. */
public interface SiteScores {
  /** For a service without site models: the shipped scores stand everywhere. */
  SiteScores NONE = site -> Future.succeededFuture(Rescorer.SHIPPED);

  /**
   * The model of a site. It may take a while but never fails: when the model is unavailable, it
   * answers the shipped scores and says why.
   */
  Future<Rescorer> on(int site);

  /** A site's own model, loaded. */
  interface Rescorer {
    /** The shipped models alone. */
    Rescorer SHIPPED = (reading, author, features, shipped) -> Rescored.shipped(shipped);

    /** The scores of a text on this site; the author may be unknown. Work for the processor. */
    Rescored rescored(Reading reading, Optional<Author> author, Features features, Scores shipped);
  }

  /**
   * Scores, and where they come from.
   *
   * @param version the version of the site's model; 0 when the shipped scores stand
   * @param learnt the attributes whose score is the site's own, with the addition to the shipped
   *     one
   * @param missing why the site's model is unavailable, as the end of a sentence about it; empty
   *     when it was used or there is none
   */
  record Rescored(
      Scores scores, int version, Map<Attribute, Addition> learnt, Optional<String> missing) {
    static Rescored shipped(Scores scores) {
      return new Rescored(scores, 0, Map.of(), Optional.empty());
    }

    static Rescored unavailable(Scores scores, String why) {
      return new Rescored(scores, 0, Map.of(), Optional.of(why));
    }
  }
}
