package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.LinearModel;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Figures of models on the validation split of a corpus, which neither training nor calibration has
 * seen.
 */
final class Evaluation {
  private static final int RESAMPLES = 200;
  private final Models models;
  private final Corpus corpus;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<Source, Scored> scored = new EnumMap<>(Source.class);

  /**
   * One figure.
   *
   * @param name what it is a figure of, and on which rows
   * @param value the figure
   * @param low the lower end of its 95 % bootstrap interval; NaN when there is none
   * @param high the upper end
   * @param rows the rows it was measured on
   */
  record Figure(String name, double value, double low, double high, int rows) {}

  private record Scored(List<Example> rows, List<Scores> scores) {}

  /** Scores an example as being in its source's language. */
  interface Scorer {
    Scores score(Example example);
  }

  /** The fast models alone. */
  static Scorer fast(Models models) {
    return e -> models.score(e.features(), e.source().language());
  }

  /** The fast models, and a second opinion where it is asked for: always, or in its band. */
  static Scorer reconsidered(Models models, Vectors vectors, boolean always) {
    return e -> {
      Scores fast = models.score(e.features(), e.source().language());
      return models.doubts(fast) || always && models.knowsMore(fast)
          ? models.reconsidered(e.features(), fast, vectors.of(e))
          : fast;
    };
  }

  Evaluation(Models models, Corpus corpus, Scorer scorer) {
    this.models = models;
    this.corpus = corpus;
    for (Source source : Source.values()) {
      List<Example> rows =
          corpus.where(e -> e.source() == source && e.split() == Example.Split.VALIDATION);
      scored.put(source, new Scored(rows, rows.stream().map(scorer::score).toList()));
    }
  }

  /** All figures that need no training. */
  List<Figure> figures() {
    toxicity();
    attributes();
    spam();
    return figures;
  }

  private void toxicity() {
    Metrics jigsaw = metrics(Attribute.TOXICITY, s -> s == Source.JIGSAW);
    ranked("toxicity, Jigsaw", jigsaw);
    add("toxicity, Jigsaw: expected calibration error", jigsaw.calibrationError(), jigsaw);
    add("toxicity, Jigsaw: left to people", jigsaw.leftToPeople(), jigsaw);
    ranked("toxicity, insults", metrics(Attribute.TOXICITY, s -> s == Source.INSULTS));
    ranked(
        "toxicity, insults, verification file",
        metrics(Attribute.TOXICITY, s -> s == Source.INSULTS_VERIFICATION));
    ranked(
        "toxicity, sentences that name groups",
        metrics(Attribute.TOXICITY, s -> s == Source.IDENTITIES));
    ranked("toxicity, Reddit", metrics(Attribute.TOXICITY, s -> s == Source.RUDDIT));
    ranked("toxicity, tweets", metrics(Attribute.TOXICITY, s -> s == Source.OLID));
    ranked(
        "toxicity, YouTube (source not trained on)",
        metrics(Attribute.TOXICITY, s -> s == Source.YOUTOXIC));
    ranked(
        "toxicity, German, GermEval 2018",
        metrics(Attribute.TOXICITY, s -> s == Source.GERMEVAL_2018));
    ranked(
        "toxicity, German, GermEval 2021",
        metrics(Attribute.TOXICITY, s -> s == Source.GERMEVAL_2021));
    ranked("toxicity, Portuguese, ToLD-Br", metrics(Attribute.TOXICITY, s -> s == Source.TOLD_BR));
    ranked("toxicity, Portuguese, Reddit", metrics(Attribute.TOXICITY, s -> s == Source.REDDIT_BR));
    double threshold = jigsaw.thresholdAtFalseFlags(0.02);
    add(
        "toxicity, Jigsaw: asked for a second opinion",
        jigsaw.scores().length == 0 ? Double.NaN : asked(),
        jigsaw);
    for (Source source : Source.values()) {
      Metrics own = metrics(Attribute.TOXICITY, s -> s == source);
      if (source.language().equals("en") && own.scores().length > 0) {
        add(
            "toxicity, false flags at the threshold of 2 % on clean Jigsaw: " + source.file(),
            own.above(threshold, false),
            own);
      }
    }
  }

  /** The share of the Jigsaw comments in the band of the second opinion. */
  private double asked() {
    List<Example> rows =
        corpus.where(e -> e.source() == Source.JIGSAW && e.split() == Example.Split.VALIDATION);
    return (double) rows.stream().filter(e -> models.doubts(fast(models).score(e))).count()
        / rows.size();
  }

  private void attributes() {
    for (Attribute attribute : Attribute.values()) {
      if (attribute != Attribute.TOXICITY && attribute != Attribute.SPAM) {
        Metrics own = metrics(attribute, s -> s == Source.JIGSAW);
        ranked(attribute.key() + ", Jigsaw (positives: " + own.positives() + ")", own);
      }
    }
  }

  private void spam() {
    Metrics all = metrics(Attribute.SPAM, s -> s.language().equals("en"));
    ranked("spam, all English sources", all);
    double threshold = all.thresholdAtFalseFlags(0.01);
    add("spam, all English sources: recall at 1 % false flags", all.above(threshold, true), all);
    add("spam, all English sources: expected calibration error", all.calibrationError(), all);
    for (Source source : Source.values()) {
      Metrics own = metrics(Attribute.SPAM, s -> s == source);
      if (own.scores().length > own.positives()) {
        add(
            "spam, false flags at that threshold: " + source.file(),
            own.above(threshold, false),
            own);
      }
    }
  }

  /**
   * Trains spam again without each video, and without the blog, and measures on what was left out.
   */
  List<Figure> leavingOut(Training training) throws IOException {
    List<Example> rows = corpus.where(e -> e.knows(Attribute.SPAM));
    List<Figure> found = new ArrayList<>();
    List<Metrics> videos = new ArrayList<>();
    for (String video :
        rows.stream()
            .filter(e -> e.source() == Source.YOUTUBE)
            .map(Example::part)
            .distinct()
            .sorted()
            .toList()) {
      Metrics own =
          without(training, rows, e -> e.part().equals(video), e -> e.part().equals(video));
      videos.add(own);
      found.add(
          new Figure(
              "spam, without video " + video + ": AUC",
              own.auc(),
              Double.NaN,
              Double.NaN,
              own.scores().length));
    }
    double mean = videos.stream().mapToDouble(Metrics::auc).average().orElse(Double.NaN);
    int all = videos.stream().mapToInt(m -> m.scores().length).sum();
    found.add(new Figure("spam, leave one video out: mean AUC", mean, Double.NaN, Double.NaN, all));
    for (Source source : List.of(Source.BLOG, Source.YOUTUBE)) {
      // Trackbacks are blog spam as well: they stay, or nothing of the kind is known.
      Metrics own =
          without(
              training,
              rows,
              e -> e.source() == source,
              e ->
                  e.source() == source
                      || (e.split() == Example.Split.VALIDATION && !e.source().aboutSpam()));
      found.add(
          new Figure(
              "spam, without " + source.file() + ", against clean comments of all kinds: AUC",
              own.auc(),
              Double.NaN,
              Double.NaN,
              own.scores().length));
    }
    return found;
  }

  private static Metrics without(
      Training training, List<Example> rows, Predicate<Example> leftOut, Predicate<Example> judged)
      throws IOException {
    LinearModel model =
        training.spam(
            rows.stream()
                .filter(
                    e ->
                        !leftOut.test(e)
                            && (e.split() != Example.Split.VALIDATION
                                || e.source() == Source.YOUTUBE))
                .toList());
    List<Example> held = rows.stream().filter(judged).toList();
    return new Metrics(
        held.stream().mapToDouble(e -> model.raw(e.features())[0]).toArray(),
        Training.labels(held, Attribute.SPAM));
  }

  private Metrics metrics(Attribute attribute, Predicate<Source> sources) {
    List<Double> scores = new ArrayList<>();
    List<Example> rows = new ArrayList<>();
    scored.forEach(
        (source, own) -> {
          for (int i = 0; sources.test(source) && i < own.rows().size(); i++) {
            if (own.rows().get(i).knows(attribute)
                && own.scores().get(i).of(attribute).isPresent()) {
              scores.add(own.scores().get(i).of(attribute).getAsDouble());
              rows.add(own.rows().get(i));
            }
          }
        });
    return new Metrics(
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        Training.labels(rows, attribute));
  }

  private void ranked(String name, Metrics metrics) {
    if (metrics.positives() == 0 || metrics.positives() == metrics.scores().length) {
      return;
    }
    SplittableRandom random = new SplittableRandom(1);
    double[] aucs = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      aucs[i] = metrics.resample(random).auc();
    }
    Arrays.sort(aucs);
    figures.add(
        new Figure(
            name + ": AUC",
            metrics.auc(),
            aucs[RESAMPLES / 40],
            aucs[RESAMPLES - 1 - RESAMPLES / 40],
            metrics.scores().length));
    add(name + ": recall at precision 95 %", metrics.recallAt(0.95), metrics);
  }

  private void add(String name, double value, Metrics metrics) {
    figures.add(new Figure(name, value, Double.NaN, Double.NaN, metrics.scores().length));
  }

  String version() {
    return models.version();
  }
}
