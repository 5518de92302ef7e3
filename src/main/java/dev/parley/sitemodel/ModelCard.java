package dev.parley.sitemodel;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.parley.learning.LabelledExample;
import dev.parley.learning.SiteModel;
import dev.parley.learning.Thresholds;
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

  /**
   * What two models would have done with texts that neither has learnt from in this run, and the
   * same by language.
   */
  static JsonObject unseen(
      List<LabelledExample> unseen, SiteModel shadow, SiteModel present, Thresholds thresholds) {
    JsonObject languages = new JsonObject();
    unseen.stream()
        .collect(groupingBy(LabelledExample::language, TreeMap::new, toList()))
        .forEach(
            (language, texts) ->
                languages.put(language, counts(texts, shadow, present, thresholds)));
    return counts(unseen, shadow, present, thresholds).put("languages", languages);
  }

  private static JsonObject counts(
      List<LabelledExample> unseen, SiteModel shadow, SiteModel present, Thresholds thresholds) {
    return new JsonObject()
        .put("decisions", unseen.size())
        .put("shadow", counts(Unseen.of(shadow, unseen, thresholds)))
        .put("champion", counts(Unseen.of(present, unseen, thresholds)));
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
        .put("won", outcome.won())
        .put("languages", languages(figures));
  }

  private static JsonObject languages(Figures figures) {
    JsonObject languages = new JsonObject();
    figures
        .languages()
        .forEach(
            (language, in) ->
                languages.put(
                    language,
                    new JsonObject()
                        .put("judged", in.judged())
                        .put("champion", shares(in.championErrors(), in.championFlags()))
                        .put("challenger", shares(in.challengerErrors(), in.challengerFlags()))));
    return languages;
  }

  private static JsonObject shares(double errors, double flags) {
    return new JsonObject().put("errors", rounded(errors)).put("falseFlags", rounded(flags));
  }

  private static JsonObject ofModel(double loss, double errors, double flags) {
    return new JsonObject().put("logLoss", rounded(loss)).mergeIn(shares(errors, flags));
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
