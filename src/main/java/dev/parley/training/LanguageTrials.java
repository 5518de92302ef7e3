package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.LinearModel;
import dev.parley.model.ModelledLanguage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Models of one file alone, measured on its own validation split and on the whole of each other
 * file of the language. Figures from rows of a known file are too good; these tell by how much, and
 * why some languages have no model.
 */
final class LanguageTrials {
  private final Corpus corpus;
  private final LanguageTraining training;

  LanguageTrials(Corpus corpus, int threads) {
    this.corpus = corpus;
    this.training = new LanguageTraining(threads);
  }

  /** What a model of one file reaches on another, or on the same. */
  record Trial(Source trainedOn, Source measuredOn, double auc, int rows) {}

  /** All trials of the languages with several files, or without a model. */
  Map<Source, List<Trial>> all() {
    Map<Source, List<Trial>> trials = new LinkedHashMap<>();
    for (Source source : Source.values()) {
      List<Source> others = others(source);
      List<Example> rows = rows(source);
      boolean modelled = ModelledLanguage.of(source.language()).isPresent();
      if (!rows.isEmpty() && LanguageTraining.knows(source) && !(modelled && others.isEmpty())) {
        trials.put(source, trials(source, rows, others));
      }
    }
    return trials;
  }

  private List<Trial> trials(Source source, List<Example> rows, List<Source> others) {
    LinearModel model = training.uncalibrated(source.language(), Training.training(rows));
    List<Example> held = rows.stream().filter(e -> e.split() == Example.Split.VALIDATION).toList();
    return Stream.concat(
            Stream.of(trial(model, source, source, held)),
            others.stream().map(other -> trial(model, source, other, rows(other))))
        .toList();
  }

  private List<Source> others(Source source) {
    return Arrays.stream(Source.values())
        .filter(other -> other != source && other.language().equals(source.language()))
        .filter(other -> !rows(other).isEmpty())
        .toList();
  }

  private List<Example> rows(Source source) {
    return corpus.where(e -> e.source() == source);
  }

  private static Trial trial(LinearModel model, Source on, Source measured, List<Example> rows) {
    double[] scores = rows.stream().mapToDouble(e -> model.raw(e.features())[0]).toArray();
    Metrics metrics = new Metrics(scores, Training.labels(rows, Attribute.TOXICITY));
    return new Trial(on, measured, metrics.ranks() ? metrics.auc() : Double.NaN, rows.size());
  }

  /** A table in Markdown. */
  static String table(Map<Source, List<Trial>> trials) {
    StringBuilder text =
        new StringBuilder(
            "| trained on | language | measured on | AUC | rows |\n|---|---|---|---|---|\n");
    trials.values().stream()
        .flatMap(List::stream)
        .forEach(
            trial ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.3f | %d |\n",
                        trial.trainedOn().title(),
                        trial.trainedOn().language(),
                        trial.trainedOn() == trial.measuredOn()
                            ? "itself, held out"
                            : trial.measuredOn().title(),
                        trial.auc(),
                        trial.rows())));
    return text.toString();
  }
}
