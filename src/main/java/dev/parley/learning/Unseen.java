package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.model.Scores;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a model would have done with texts it has not learnt from, beside what people did with them.
 *
 * @param counts by what people did, then by what the model would have done
 */
public record Unseen(Map<Done, Map<Would, Integer>> counts) {
  /** What people did with a text. */
  public enum Done {
    APPROVED,
    REJECTED,
    SPAM;

    private static Done of(LabelledExample example) {
      return example.is(Attribute.SPAM)
          ? SPAM
          : example.is(Attribute.TOXICITY) ? REJECTED : APPROVED;
    }
  }

  /** What the scores alone would have done; words, links and bans are no part of a model. */
  public enum Would {
    APPROVE,
    HOLD,
    SPAM;

    private static Would of(Scores scores, Thresholds thresholds) {
      if (scores.of(Attribute.SPAM).orElse(0) >= thresholds.spam()) {
        return SPAM;
      }
      return scores.of(Attribute.TOXICITY).orElse(0) >= thresholds.toxicity() ? HOLD : APPROVE;
    }
  }

  /** Scores texts by a model: work for the processor. */
  public static Unseen of(SiteModel model, List<LabelledExample> texts, Thresholds thresholds) {
    Map<Done, Map<Would, Integer>> counts = new EnumMap<>(Done.class);
    for (Done done : Done.values()) {
      Map<Would, Integer> row = new EnumMap<>(Would.class);
      for (Would would : Would.values()) {
        row.put(would, 0);
      }
      counts.put(done, row);
    }
    for (LabelledExample text : texts) {
      Would would = Would.of(model.scores(text.input()), thresholds);
      counts.computeIfPresent(
          Done.of(text),
          (done, row) -> {
            row.merge(would, 1, Integer::sum);
            return row;
          });
    }
    return new Unseen(counts);
  }
}
