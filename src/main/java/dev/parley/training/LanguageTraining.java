package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Calibration;
import dev.parley.model.Coefficients;
import dev.parley.model.Features;
import dev.parley.model.LinearModel;
import dev.parley.model.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How the toxicity model of a language is made whose {@linkplain Wording wording} is words alone.
 * The model is the sum of two scorers, one weighted by naive-Bayes ratios and one by rarity, of
 * which the weights that matter most are kept.
 */
final class LanguageTraining {
  private static final int BITS = 18;
  private static final int CUTOFF = 3;

  /**
   * With few toxic texts, see {@link #FEW_TOXIC}. By cross-validation AUC is .866 instead of .864
   * in Polish, .850 instead of .848 in Danish.
   */
  private static final int CUTOFF_OF_FEW = 2;

  private static final double PENALTY_ON_RATIOS = 0.4;
  private static final double PENALTY_ON_RARITY = 10;

  /**
   * With fewer toxic texts to train on, rarity alone is better: .86 instead of .83 in Polish, by
   * cross-validation.
   */
  private static final int FEW_TOXIC = 1_000;

  /** The penalty then: 10 was best for 2,000 Danish texts, and 40 for 7,000 Polish ones. */
  private static final double PENALTY_A_ROW = 0.005;

  /** More weights make the file larger and change AUC by less than .001. */
  private static final int KEPT = 32_000;

  /** Of few weights, most are kept. */
  private static final double SHARE_KEPT = 0.6;

  /** One of so many values of a byte is used. */
  private static final int STEP = 4;

  /** With fewer toxic texts to calibrate on, a curve of two parameters is fitted. */
  private static final int FEW_TO_CALIBRATE = 100;

  /** A file in which more is toxic was put together from toxic and clean texts. */
  private static final double MOST_NATURAL = 0.25;

  /** The share of toxic comments that scores then are calibrated for. */
  private static final double NATURAL = 0.1;

  private final int threads;

  LanguageTraining(int threads) {
    this.threads = threads;
  }

  /** Whether models of a file's language are made in this way. */
  static boolean knows(Source source) {
    return source.wording() != Wording.COMMENT;
  }

  /**
   * The calibrated model.
   *
   * @param rows all texts of the language; only their splits for training and calibration are used
   */
  LinearModel model(String language, List<Example> rows) {
    LinearModel model = uncalibrated(language, Training.training(rows));
    return model.calibrated(List.of(calibration(model, rows)));
  }

  /** The model of some texts, not calibrated, for figures on other sources. */
  LinearModel uncalibrated(String language, List<Example> rows) {
    Coefficients scorer =
        toxic(rows) < FEW_TOXIC
            ? scorer(rows, Trainer.Weighting.RARITY, PENALTY_A_ROW * rows.size(), CUTOFF_OF_FEW)
            : scorer(rows, Trainer.Weighting.RARITY, PENALTY_ON_RARITY, CUTOFF)
                .plus(scorer(rows, Trainer.Weighting.NAIVE_BAYES, PENALTY_ON_RATIOS, CUTOFF))
                .times(0.5);
    return LinearModel.of(
        Set.of(language),
        BITS,
        List.of(Attribute.TOXICITY),
        List.of(important(scorer, rows)),
        STEP);
  }

  private Coefficients scorer(
      List<Example> rows, Trainer.Weighting weighting, double penalty, int cutoff) {
    Trainer.Settings settings =
        new Trainer.Settings(BITS, cutoff, 1, penalty, threads, true, weighting);
    return new Trainer(settings).train(rows, Attribute.TOXICITY);
  }

  private static long toxic(List<Example> rows) {
    return rows.stream().filter(e -> e.is(Attribute.TOXICITY)).count();
  }

  /** The scorer with its most important weights: large ones, and those of frequent features. */
  private static Coefficients important(Coefficients scorer, List<Example> rows) {
    int[] counts = new int[1 << BITS];
    for (Example row : rows) {
      for (int group = 0; group < Features.GROUPS; group++) {
        for (int hash : row.features().hashes(group)) {
          counts[hash >>> (32 - BITS)]++;
        }
      }
    }
    double[] importance = new double[counts.length];
    Arrays.setAll(importance, i -> Math.abs(scorer.weights()[i]) * Math.sqrt(counts[i]));
    double[] rising = importance.clone();
    Arrays.sort(rising);
    long used = Arrays.stream(importance).filter(one -> one > 0).count();
    double least = rising[rising.length - 1 - (int) Math.min(KEPT, SHARE_KEPT * used)];
    float[] kept = scorer.weights().clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = importance[i] < least ? 0 : kept[i];
    }
    return new Coefficients(scorer.bias(), kept);
  }

  private static Calibration calibration(LinearModel model, List<Example> rows) {
    List<Example> own = rows.stream().filter(e -> e.split() == Example.Split.CALIBRATION).toList();
    long toxic = toxic(own);
    if (toxic == 0 || toxic == own.size()) {
      return Calibration.LOGISTIC;
    }
    double[] scores = own.stream().mapToDouble(e -> model.raw(e.features())[0]).toArray();
    boolean[] labels = Training.labels(own, Attribute.TOXICITY);
    Calibration fitted =
        toxic < FEW_TO_CALIBRATE
            ? Calibration.platt(scores, labels)
            : Calibration.fit(scores, labels);
    double share = (double) toxic / own.size();
    return share > MOST_NATURAL ? fitted.shifted(share, NATURAL) : fitted;
  }
}
