package dev.parley.learning;

import dev.parley.learning.PenalisedRegression.Row;
import dev.parley.learning.SampleWeights.Weighed;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trial of a challenger against the champion, for one attribute of one site.
 *
 * <p>The decisions of each label stand in the order they were made, evenly among those of the
 * other. From the half of their weight on (a flood of decisions that hardly count must not be all
 * that is judged) they are judged in {@value #BLOCKS} blocks, one after the other: a challenger
 * learns from all decisions before the block, with its calibration from the blocks before, and then
 * scores the block, which it has not seen. A decision speaks about the champion only if its text
 * was first decided about after all that the champion has learnt from, and after the champion was
 * chosen by hand, if it was. So each decision that counts is one neither has been trained on, and
 * none is lost: the challenger that enters the trial for good has learnt from all.
 *
 * <p>The challenger wins when decisions of a weight of at least {@value #LEAST_JUDGED} count, its
 * mean log-loss is lower by more than the standard error of the difference, it makes no more errors
 * at the site's threshold, and it flags at most {@value #MORE_FLAGS} more of the clean texts than
 * the champion, and {@value #MORE_FLAGS_IN_ALL} more than the shipped model, however many champions
 * lie between them. All of it weighed as {@link SampleWeights} says.
 */
public final class Trial {
  /** Decisions about an attribute before anything is learnt, and of either label among them. */
  static final int LEAST = 40;

  static final int LEAST_OF_A_LABEL = 5;

  private static final int BLOCKS = 5;
  private static final int LEAST_JUDGED = 18;

  /**
   * In standard errors. With 1.64 a challenger that was better on what came later waited for a
   * hundred decisions more in a simulation on noisy labels (12 % fewer errors in place of 16 %); on
   * a source that is easily learnt it made no difference.
   */
  private static final double BEYOND_CHANCE = 1;

  /**
   * The share of clean texts. Where nearly all that is decided is spam, calling everything spam
   * makes few errors.
   */
  private static final double MORE_FLAGS = 0.05;

  private static final double MORE_FLAGS_IN_ALL = 0.1;

  /** One certain mistake must not outweigh everything: probabilities count from here to 1 - it. */
  private static final double LEAST_PROBABILITY = 0.005;

  /**
   * Who defends.
   *
   * @param scorer none when the shipped score stands alone
   * @param since what was first decided after this is new to it
   */
  record Champion(Optional<SiteModelScorer> scorer, Instant since) {
    double probability(ModelInput sight, double shipped) {
      return scorer.map(own -> own.probability(sight, shipped)).orElse(shipped);
    }
  }

  /**
   * How both did on the decisions that count.
   *
   * @param decisions texts the challenger has learnt from
   * @param positive of them with the attribute
   * @param judged decisions that count in the comparison
   * @param weight what they count together, in decisions
   * @param championLoss mean log-loss, in nats
   * @param championErrors the share on the wrong side of the threshold, in [0,1]
   * @param championFlags clean texts above the threshold, as a share of clean texts
   * @param shippedFlags the same with the shipped score
   * @param margin how many standard errors the challenger's loss is lower
   */
  public record Figures(
      int decisions,
      int positive,
      int judged,
      double weight,
      double championLoss,
      double challengerLoss,
      double championErrors,
      double challengerErrors,
      double championFlags,
      double challengerFlags,
      double shippedFlags,
      double margin) {}

  /** What came of it: the challenger, and whether it won. */
  public record Outcome(SiteModelScorer challenger, Instant until, Figures figures, boolean won) {}

  private final List<Weighed> all;
  private final Attribute attribute;
  private final Champion champion;
  private final double threshold;

  /**
   * Of each decision that counts: its weight, the losses of champion and challenger, their errors,
   * whether it is clean, and whether it is flagged then by champion, challenger and shipped score.
   */
  private final List<double[]> judged = new ArrayList<>();

  private Trial(List<Weighed> all, Attribute attribute, Champion champion, double threshold) {
    this.all = all;
    this.attribute = attribute;
    this.champion = champion;
    this.threshold = threshold;
  }

  /** Holds a trial; none when there are too few decisions. */
  static Optional<Outcome> hold(
      List<LabelledExample> lessons, Attribute attribute, Champion champion, double threshold) {
    List<Weighed> all = mixed(SampleWeights.of(lessons, attribute));
    long positive = all.stream().filter(one -> one.row().label()).count();
    return all.size() < LEAST || Math.min(positive, all.size() - positive) < LEAST_OF_A_LABEL
        ? Optional.empty()
        : Optional.of(new Trial(all, attribute, champion, threshold).outcome((int) positive));
  }

  /**
   * Those with the attribute and those without, each in the order they were decided, evenly among
   * each other. Whoever clears a queue decides about all the spam first and approves the rest, and
   * an archive comes label by label: a challenger that has seen one label only would be judged on
   * the other.
   */
  private static List<Weighed> mixed(List<Weighed> decided) {
    double[] total = new double[2];
    decided.forEach(one -> total[label(one)] += one.row().weight());
    double[] before = new double[2];
    IdentityHashMap<Weighed, Double> places = new IdentityHashMap<>();
    for (Weighed one : decided) {
      double weight = one.row().weight();
      places.put(one, (before[label(one)] + weight / 2) / Math.max(1e-9, total[label(one)]));
      before[label(one)] += weight;
    }
    return decided.stream().sorted(Comparator.comparing(places::get)).toList();
  }

  private static int label(Weighed one) {
    return one.row().label() ? 1 : 0;
  }

  private Outcome outcome(int positive) {
    List<Row> rows = all.stream().map(Weighed::row).toList();
    List<Row> seen = new ArrayList<>();
    List<Double> logits = new ArrayList<>();
    PenalisedRegression fit = PenalisedRegression.PRIOR;
    PlattScaling line = PlattScaling.IDENTITY;
    for (int block = 0; block < BLOCKS; block++) {
      int from = place(rows, 0.5 + 0.5 * block / BLOCKS);
      int to = place(rows, 0.5 + 0.5 * (block + 1) / BLOCKS);
      fit = PenalisedRegression.of(rows.subList(0, from), fit);
      for (int i = from; i < to; i++) {
        double logit = fit.logit(rows.get(i));
        judge(all.get(i), SiteModelScorer.logistic(line.of(logit)));
        seen.add(rows.get(i));
        logits.add(logit);
      }
      line = PlattScaling.through(logits, seen);
    }
    SiteModelScorer challenger =
        SiteModelScorer.of(PenalisedRegression.of(rows, fit), line.steepness(), line.shift());
    Instant until =
        all.stream()
            .flatMap(one -> Stream.of(one.lesson().at(), one.lesson().first()))
            .max(Instant::compareTo)
            .orElseThrow();
    Figures figures = figures(positive);
    boolean won =
        figures.weight() >= LEAST_JUDGED
            && figures.margin() > BEYOND_CHANCE
            && figures.challengerFlags() <= figures.championFlags() + MORE_FLAGS
            && figures.challengerFlags() <= figures.shippedFlags() + MORE_FLAGS_IN_ALL
            && figures.challengerErrors() <= figures.championErrors();
    return new Outcome(challenger, until, figures, won);
  }

  /** Before which row so much of the weight has come. */
  private static int place(List<Row> rows, double share) {
    double total = rows.stream().mapToDouble(Row::weight).sum();
    double sum = 0;
    int place = 0;
    // Sums are not exact.
    while (place < rows.size() && sum + 1e-6 < share * total) {
      sum += rows.get(place++).weight();
    }
    return share >= 1 ? rows.size() : place;
  }

  private void judge(Weighed one, double challenger) {
    if (one.first().isAfter(champion.since())) {
      ModelInput sight = one.lesson().sight();
      double shipped = sight.shipped().of(attribute).orElseThrow();
      double defended = champion.probability(sight, shipped);
      Row row = one.row();
      judged.add(
          new double[] {
            row.weight(),
            loss(SiteModelScorer.logit(defended), row),
            loss(SiteModelScorer.logit(challenger), row),
            defended >= threshold == row.label() ? 0 : 1,
            challenger >= threshold == row.label() ? 0 : 1,
            row.label() ? 0 : 1,
            !row.label() && defended >= threshold ? 1 : 0,
            !row.label() && challenger >= threshold ? 1 : 0,
            !row.label() && shipped >= threshold ? 1 : 0
          });
    }
  }

  private Figures figures(int positive) {
    double[] sums = new double[9];
    for (double[] one : judged) {
      sums[0] += one[0];
      for (int i = 1; i < 9; i++) {
        sums[i] += one[0] * one[i];
      }
    }
    double total = Math.max(1e-9, sums[0]);
    double mean = (sums[1] - sums[2]) / total;
    double variance = 0;
    for (double[] one : judged) {
      double off = one[0] * (one[1] - one[2] - mean);
      variance += off * off;
    }
    double error = Math.sqrt(variance) / total;
    return new Figures(
        all.size(),
        positive,
        judged.size(),
        sums[0],
        sums[1] / total,
        sums[2] / total,
        sums[3] / total,
        sums[4] / total,
        sums[6] / Math.max(1e-9, sums[5]),
        sums[7] / Math.max(1e-9, sums[5]),
        sums[8] / Math.max(1e-9, sums[5]),
        error == 0 ? 0 : mean / error);
  }

  /** The log-loss of a score on a row, in nats, not weighed. */
  static double loss(double logit, Row row) {
    double right = SiteModelScorer.logistic(row.label() ? logit : -logit);
    return -Math.log(Math.max(LEAST_PROBABILITY, right));
  }
}
