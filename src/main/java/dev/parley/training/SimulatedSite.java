package dev.parley.training;

import dev.parley.learning.LabelledExample;
import dev.parley.learning.ModelInput;
import dev.parley.learning.SiteModel;
import dev.parley.learning.Thresholds;
import dev.parley.learning.TrainingRun;
import dev.parley.model.Attribute;
import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A simulated site that learns from the labels of one source, one after the other in a given order.
 * Each text is scored by the current champion before its label is revealed. Some labels are never
 * revealed; their texts are scored at the end.
 */
final class SimulatedSite {
  private static final int DECISIONS = 1_000;

  /**
   * After so many decisions, the texts whose labels are never revealed are ranked for the first
   * time.
   */
  private static final int EARLY = 300;

  /** The share of a small source whose labels are revealed. */
  private static final double TOLD = 0.7;

  private static final int MOST_NEVER_TOLD = 2_000;

  /** A comment of the site. */
  record Text(ModelInput input, long fingerprint, Optional<Sketch> sketch, boolean label) {}

  /** What is measured, first for the shipped model and then for the champion. */
  enum Count {
    ERRORS("errors while told"),
    FALSE_FLAGS("false flags while told"),
    AUC_EARLY("AUC after " + EARLY + " decisions, on what is never told"),
    FALSE_FLAGS_EARLY("false flags after " + EARLY + " decisions, on what is never told"),
    AUC_LATE("AUC in the end, on what is never told"),
    ERRORS_LATE("errors in the end, on what is never told");

    private final String sentence;

    Count(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }

    boolean whileTold() {
      return this == ERRORS || this == FALSE_FLAGS;
    }
  }

  private final Attribute attribute;
  private final Thresholds thresholds;
  private final double threshold;
  private final List<Text> stream;
  private final List<Text> neverTold;
  private final List<LabelledExample> examples = new ArrayList<>();
  private final Map<Count, double[]> counts = new EnumMap<>(Count.class);
  private SiteModel champion = SiteModel.SHIPPED;
  private int runs;
  private int promotions;

  SimulatedSite(Attribute attribute, List<Text> texts, long seed, Thresholds thresholds) {
    this.attribute = attribute;
    this.thresholds = thresholds;
    this.threshold = thresholds.of(attribute);
    List<Text> order = new ArrayList<>(texts);
    Collections.shuffle(order, new Random(seed));
    int told = told(texts);
    stream = order.subList(0, told);
    neverTold = order.subList(told, told + neverTold(texts));
  }

  static int told(List<Text> texts) {
    return Math.min(DECISIONS, (int) (TOLD * texts.size()));
  }

  static int neverTold(List<Text> texts) {
    return Math.min(MOST_NEVER_TOLD, texts.size() - told(texts));
  }

  Map<Count, double[]> counts() {
    return counts;
  }

  int promotions() {
    return promotions;
  }

  void run() {
    int before = 0;
    double clean = stream.stream().filter(text -> !text.label()).count();
    for (Text text : stream) {
      for (int model = 0; model < 2; model++) {
        boolean flagged = score(model, text) >= threshold;
        add(Count.ERRORS, model, flagged == text.label() ? 0 : 1);
        add(Count.FALSE_FLAGS, model, flagged && !text.label() ? 1 / clean : 0);
      }
      tell(text);
      if (examples.size() - before >= TrainingRun.due(before)) {
        before = examples.size();
        learn();
      }
      if (examples.size() == EARLY) {
        rank(Count.AUC_EARLY, Count.FALSE_FLAGS_EARLY);
      }
    }
    rank(Count.AUC_LATE, Count.ERRORS_LATE);
  }

  private void tell(Text text) {
    Instant now = Instant.ofEpochSecond(1 + examples.size());
    examples.add(
        new LabelledExample(
            text.input(),
            "en",
            Map.of(attribute, text.label()),
            "moderator",
            true,
            "",
            text.fingerprint(),
            text.sketch(),
            now,
            now));
  }

  private void add(Count count, int model, double value) {
    counts.computeIfAbsent(count, any -> new double[2])[model] += value;
  }

  /** The score of the shipped model, 0, or of the champion, 1. */
  private double score(int model, Text text) {
    SiteModel scorer = model == 0 ? SiteModel.SHIPPED : champion;
    return scorer.scores(text.input()).of(attribute).orElseThrow();
  }

  private void learn() {
    TrainingRun.Result result =
        TrainingRun.of(examples, champion, Optional.empty(), thresholds, ++runs);
    if (result.promoted()) {
      champion = result.champion();
      promotions++;
    }
  }

  private void rank(Count auc, Count other) {
    for (int model = 0; model < 2; model++) {
      double[] scores = new double[neverTold.size()];
      boolean[] labels = new boolean[scores.length];
      int errors = 0;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = score(model, neverTold.get(i));
        labels[i] = neverTold.get(i).label();
        errors += scores[i] >= threshold == labels[i] ? 0 : 1;
      }
      Metrics metrics = new Metrics(scores, labels);
      add(auc, model, metrics.auc());
      double flags = metrics.above(threshold, false);
      add(other, model, other == Count.ERRORS_LATE ? (double) errors / scores.length : flags);
    }
  }
}
