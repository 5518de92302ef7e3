package dev.parley.sitemodel;

import dev.parley.learning.LabelledExample;
import dev.parley.learning.TrainingRun;
import dev.parley.learning.Trial.Figures;
import dev.parley.learning.Trial.Outcome;
import dev.parley.learning.Unseen;
import dev.parley.model.Attribute;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The model card of a version: what it was learnt from, and how its trial ended. */
final class ModelCard {
  private ModelCard() {}

  static JsonObject of(List<LabelledExample> examples, TrainingRun.Result result) {
    Map<String, Object> moderators = new TreeMap<>();
    examples.forEach(example -> moderators.merge(example.by(), 1, (a, b) -> (int) a + (int) b));
    JsonObject attributes = new JsonObject();
    result
        .outcomes()
        .forEach((attribute, outcome) -> attributes.put(attribute.key(), of(attribute, outcome)));
    return new JsonObject()
        .put("decisions", examples.size())
        .put("moderators", new JsonObject(moderators))
        .put("attributes", attributes);
  }

  /** What two models would have done with texts that neither has learnt from in this run. */
  static JsonObject unseen(int decisions, Unseen shadow, Unseen present) {
    return new JsonObject()
        .put("decisions", decisions)
        .put("shadow", counts(shadow))
        .put("champion", counts(present));
  }

  private static JsonObject counts(Unseen unseen) {
    JsonObject json = new JsonObject();
    unseen
        .counts()
        .forEach(
            (done, row) -> {
              JsonObject would = new JsonObject();
              row.forEach((what, count) -> would.put(code(what), count));
              json.put(code(done), would);
            });
    return json;
  }

  private static String code(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject of(Attribute attribute, Outcome outcome) {
    Figures figures = outcome.figures();
    return new JsonObject()
        .put("decisions", figures.decisions())
        .put(attribute.key(), figures.positive())
        .put("clean", figures.decisions() - figures.positive())
        .put("judged", figures.judged())
        .put(
            "champion",
            ofModel(figures.championLoss(), figures.championErrors(), figures.championFlags()))
        .put(
            "challenger",
            ofModel(
                figures.challengerLoss(), figures.challengerErrors(), figures.challengerFlags()))
        .put("shipped", new JsonObject().put("falseFlags", rounded(figures.shippedFlags())))
        .put("margin", rounded(figures.margin()))
        .put("won", outcome.won());
  }

  private static JsonObject ofModel(double loss, double errors, double flags) {
    return new JsonObject()
        .put("logLoss", rounded(loss))
        .put("errors", rounded(errors))
        .put("falseFlags", rounded(flags));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
