package dev.parley.learning;

import dev.parley.learning.PenalisedRegression.Row;
import dev.parley.learning.SampleWeights.WeightedExample;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trial of a challenger against the champion, for one attribute of one site. Both are judged
 * only on decisions neither has been trained on.
 *
 * <p>The examples stand in the order they were decided, with both labels spread evenly. The second
 * half of their weight is judged in {@value #BLOCKS} blocks, one after the other; halving by weight
 * keeps a flood of examples that hardly count from filling that half. For each block a challenger
 * learns from all examples before it, takes its calibration from the blocks before it, and scores
 * the block, which it has not seen. An example counts only if the champion has not seen it either:
 * its text was first decided about after everything the champion has learnt from, and after an
 * administrator chose the champion, if one did. No example is lost by this: the challenger that may
 * become champion has learnt from all.
 *
 * <p>The challenger wins when all of these hold, weighted by {@link SampleWeights}:
 *
 * <ul>
 *   <li>the examples that count weigh at least {@value #LEAST_JUDGED} together;
 *   <li>its mean log-loss is lower by more than the standard error of the difference;
 *   <li>it makes no more errors at the site's threshold;
 *   <li>of the clean texts it flags at most {@value #MORE_FLAGS} more than the champion, and at
 *       most {@value #MORE_FLAGS_IN_ALL} more than the shipped model, however many champions came
 *       between.
 * </ul>
 */
public final class Trial {
  /** An attribute is learnt from so many examples on. */
  static final int LEAST = 40;

  /** Among them must be so many of each label. */
  static final int LEAST_OF_A_LABEL = 5;

  private static final int BLOCKS = 5;
  private static final int LEAST_JUDGED = 18;

  /**
   * By how many standard errors the challenger must be better. In a simulation with noisy labels, a
   * limit of 1.64 made a better challenger wait for a hundred more decisions (12 % fewer errors
   * instead of 16 %); on a source that is easy to learn it made no difference.
   */
  private static final double BEYOND_CHANCE = 1;

  /**
   * A share of the clean texts. Where nearly all decisions are about spam, a model that calls
   * everything spam makes few errors, so errors alone are not enough.
   */
  private static final double MORE_FLAGS = 0.05;

  private static final double MORE_FLAGS_IN_ALL = 0.1;

  /**
   * A probability counts as at least this, so that one certain mistake cannot outweigh all else.
   */
  private static final double LEAST_PROBABILITY = 0.005;

  /**
   * The scorer that is in use.
   *
   * @param scorer empty when the shipped score is in use
   * @param since texts first decided about after this are new to it
   */
  record Champion(Optional<SiteModelScorer> scorer, Instant since) {
    double probability(ModelInput input, double shipped) {
      return scorer.map(own -> own.probability(input, shipped)).orElse(shipped);
    }
  }

  /**
   * How champion and challenger did on the examples that count.
   *
   * @param decisions examples the challenger has learnt from
   * @param positive those of them that have the attribute
   * @param judged examples that count in the comparison
   * @param weight their weight together; an example that counts in full weighs 1
   * @param championLoss mean log-loss, in nats
   * @param championErrors the share on the wrong side of the threshold, in [0, 1]
   * @param championFlags the share of clean texts at or above the threshold, in [0, 1]
   * @param shippedFlags the same for the shipped score
   * @param margin by how many standard errors the challenger's loss is lower
   * @param languages the same for each language among them, without losses
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
      double margin,
      Map<String, InLanguage> languages) {}

  /** How champion and challenger did on the examples in one language; see {@link Figures}. */
  public record InLanguage(
      int judged,
      double championErrors,
      double challengerErrors,
      double championFlags,
      double challengerFlags) {}

  /**
   * An example that counts.
   *
   * @param clean whether it lacks the attribute
   */
  private record Judged(
      String language,
      double weight,
      double championLoss,
      double challengerLoss,
      boolean championErrs,
      boolean challengerErrs,
      boolean clean,
      boolean championFlags,
      boolean challengerFlags,
      boolean shippedFlags) {}

  /**
   * How a trial ended.
   *
   * @param until when the latest example was decided that the challenger has learnt from
   */
  public record Outcome(SiteModelScorer challenger, Instant until, Figures figures, boolean won) {}

  private final List<WeightedExample> all;
  private final Attribute attribute;
  private final Champion champion;
  private final double threshold;

  private final List<Judged> judged = new ArrayList<>();

  private Trial(
      List<WeightedExample> all, Attribute attribute, Champion champion, double threshold) {
    this.all = all;
    this.attribute = attribute;
    this.champion = champion;
    this.threshold = threshold;
  }

  /** Holds a trial; empty when there are too few examples. */
  static Optional<Outcome> hold(
      List<LabelledExample> examples, Attribute attribute, Champion champion, double threshold) {
    List<WeightedExample> all = mixed(SampleWeights.of(examples, attribute));
    long positive = all.stream().filter(one -> one.row().label()).count();
    return all.size() < LEAST || Math.min(positive, all.size() - positive) < LEAST_OF_A_LABEL
        ? Optional.empty()
        : Optional.of(new Trial(all, attribute, champion, threshold).outcome((int) positive));
  }

  /**
   * Spreads both labels evenly; within a label the order of decisions stays. Without this a
   * challenger that has seen only one label could be judged on the other: a moderator may reject
   * all the spam of a queue and then approve the rest, and an archive comes label by label.
   */
  private static List<WeightedExample> mixed(List<WeightedExample> decided) {
    double[] total = new double[2];
    decided.forEach(one -> total[label(one)] += one.row().weight());
    double[] before = new double[2];
    IdentityHashMap<WeightedExample, Double> places = new IdentityHashMap<>();
    for (WeightedExample one : decided) {
      double weight = one.row().weight();
      places.put(one, (before[label(one)] + weight / 2) / Math.max(1e-9, total[label(one)]));
      before[label(one)] += weight;
    }
    return decided.stream().sorted(Comparator.comparing(places::get)).toList();
  }

  private static int label(WeightedExample one) {
    return one.row().label() ? 1 : 0;
  }

  private Outcome outcome(int positive) {
    List<Row> rows = all.stream().map(WeightedExample::row).toList();
    List<Row> seen = new ArrayList<>();
    List<Double> logits = new ArrayList<>();
    PenalisedRegression regression = PenalisedRegression.PRIOR;
    PlattScaling scaling = PlattScaling.IDENTITY;
    for (int block = 0; block < BLOCKS; block++) {
      int from = place(rows, 0.5 + 0.5 * block / BLOCKS);
      int to = place(rows, 0.5 + 0.5 * (block + 1) / BLOCKS);
      regression = PenalisedRegression.of(rows.subList(0, from), regression);
      for (int i = from; i < to; i++) {
        double logit = regression.logit(rows.get(i));
        judge(all.get(i), SiteModelScorer.logistic(scaling.of(logit)));
        seen.add(rows.get(i));
        logits.add(logit);
      }
      scaling = PlattScaling.fitted(logits, seen);
    }
    SiteModelScorer challenger =
        SiteModelScorer.of(PenalisedRegression.of(rows, regression), scaling);
    Instant until =
        all.stream()
            .flatMap(one -> Stream.of(one.example().at(), one.example().first()))
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

  /** The first row before which this share of the weight lies. */
  private static int place(List<Row> rows, double share) {
    double total = rows.stream().mapToDouble(Row::weight).sum();
    double sum = 0;
    int place = 0;
    // Floating-point sums are not exact.
    while (place < rows.size() && sum + 1e-6 < share * total) {
      sum += rows.get(place++).weight();
    }
    return share >= 1 ? rows.size() : place;
  }

  private void judge(WeightedExample one, double challenger) {
    if (one.first().isAfter(champion.since())) {
      ModelInput input = one.example().input();
      double shipped = input.shipped().of(attribute).orElseThrow();
      double defended = champion.probability(input, shipped);
      Row row = one.row();
      boolean clean = !row.label();
      judged.add(
          new Judged(
              one.example().language(),
              row.weight(),
              loss(SiteModelScorer.logit(defended), row),
              loss(SiteModelScorer.logit(challenger), row),
              defended >= threshold == clean,
              challenger >= threshold == clean,
              clean,
              clean && defended >= threshold,
              clean && challenger >= threshold,
              clean && shipped >= threshold));
    }
  }

  private Figures figures(int positive) {
    double championLoss = mean(judged, Judged::championLoss);
    double challengerLoss = mean(judged, Judged::challengerLoss);
    double weight = weight(judged);
    double lower = championLoss - challengerLoss;
    double variance =
        judged.stream()
            .mapToDouble(one -> one.weight() * (one.championLoss() - one.challengerLoss() - lower))
            .map(off -> off * off)
            .sum();
    double error = Math.sqrt(variance) / Math.max(1e-9, weight);
    return new Figures(
        all.size(),
        positive,
        judged.size(),
        weight,
        championLoss,
        challengerLoss,
        share(judged, Judged::championErrs),
        share(judged, Judged::challengerErrs),
        share(clean(judged), Judged::championFlags),
        share(clean(judged), Judged::challengerFlags),
        share(clean(judged), Judged::shippedFlags),
        error == 0 ? 0 : lower / error,
        languages());
  }

  private Map<String, InLanguage> languages() {
    Map<String, InLanguage> languages = new TreeMap<>();
    judged.stream()
        .collect(Collectors.groupingBy(Judged::language))
        .forEach((language, some) -> languages.put(language, inLanguage(some)));
    return languages;
  }

  private static InLanguage inLanguage(List<Judged> some) {
    return new InLanguage(
        some.size(),
        share(some, Judged::championErrs),
        share(some, Judged::challengerErrs),
        share(clean(some), Judged::championFlags),
        share(clean(some), Judged::challengerFlags));
  }

  private static List<Judged> clean(List<Judged> some) {
    return some.stream().filter(Judged::clean).toList();
  }

  private static double weight(List<Judged> some) {
    return some.stream().mapToDouble(Judged::weight).sum();
  }

  private static double mean(List<Judged> some, ToDoubleFunction<Judged> value) {
    return some.stream().mapToDouble(one -> one.weight() * value.applyAsDouble(one)).sum()
        / Math.max(1e-9, weight(some));
  }

  private static double share(List<Judged> some, Predicate<Judged> property) {
    return mean(some, one -> property.test(one) ? 1 : 0);
  }

  /** The log-loss of a logit on a row, in nats, without the row's weight. */
  static double loss(double logit, Row row) {
    double right = SiteModelScorer.logistic(row.label() ? logit : -logit);
    return -Math.log(Math.max(LEAST_PROBABILITY, right));
  }
}
