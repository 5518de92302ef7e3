package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Calibration;
import dev.parley.model.Coefficients;
import dev.parley.model.LinearModel;
import dev.parley.model.ModelledLanguage;
import dev.parley.model.Models;
import dev.parley.model.Opinion;
import dev.parley.model.SecondOpinion;
import dev.parley.model.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * How the shipped models are made from a corpus: which rows, which parameters, which calibration.
 */
final class Training {
  private static final List<Attribute> GIVEN_TOXICITY =
      List.of(
          Attribute.SEVERE_TOXICITY,
          Attribute.OBSCENE,
          Attribute.THREAT,
          Attribute.INSULT,
          Attribute.IDENTITY_ATTACK);

  private static final int BITS = 19;
  private static final int SMALL_BITS = 18;
  private static final int SMALL_CUTOFF = 3;
  private static final int FOLDS = 4;

  /**
   * The share of clean comments that video spam, of which there is far less, is trained against.
   */
  private static final double CLEAN_BESIDE_VIDEOS = 0.03;

  /** Its adverts are all of one kind, in a language that hardly any site here is read in. */
  private static final double GAMBLING_KEPT = 0.3;

  /**
   * The penalty of the German and Portuguese scorer weighted by rarity. The score is the mean of it
   * and one weighted by ratios: by three folds over patterns and rows, AUC on our own German
   * sentences is .974 with both and .968 with ratios alone, on GermEval 2018 .828 and .823.
   */
  private static final double PENALTY_ON_RARITY = 10;

  /**
   * Where our own sentences are less than this share of the rows of a language, they are repeated.
   * In Portuguese, twice, .91 of the slurs of unseen patterns score .5 instead of .85, and AUC on
   * ToLD-Br is .825 instead of .826, by two folds.
   */
  private static final double OWN_SHARE = 0.2;

  /** The weight of the scorers of video comments beside the scorer of all comments. */
  private static final double VIDEO_WEIGHT = 0.3;

  /**
   * What an encoder knows of spam is the style of the sites it has seen. With its full weight,
   * false flags on a site left out of training rose from 3 to 32 % (Telegram), with a quarter of it
   * to 5; AUC on known sites is the same. It was chosen on the sites that {@link UnseenSources}
   * leaves out, so their figures are somewhat too good.
   */
  private static final double TRUST_ON_SPAM = 0.25;

  private final Corpus corpus;
  private final int threads;
  private final Consumer<String> progress;

  Training(Corpus corpus, int threads, Consumer<String> progress) {
    this.corpus = corpus;
    this.threads = threads;
    this.progress = progress;
  }

  /** How often progress is reported while some models are made. */
  static int steps(Set<String> names) {
    int finer = names.contains(ModelledLanguage.ENGLISH.model()) ? GIVEN_TOXICITY.size() : 0;
    return (int) Models.NAMES.stream().filter(names::contains).count() + finer;
  }

  /**
   * Some models by name. A language without data has none. No model depends on which others are
   * made.
   */
  Map<String, LinearModel> models(Set<String> names) {
    Map<String, LinearModel> models = new LinkedHashMap<>();
    for (ModelledLanguage language : ModelledLanguage.values()) {
      if (!names.contains(language.model())) {
        continue;
      }
      progress.accept("toxicity, " + language.inEnglish());
      List<Example> rows = corpus.labelled(language.code(), Attribute.TOXICITY);
      if (language == ModelledLanguage.ENGLISH) {
        models.put(language.model(), english());
      } else if (!rows.isEmpty()) {
        models.put(language.model(), toxicity(language, rows));
      }
    }
    if (names.contains("spam")) {
      models.put("spam", spam());
    }
    return models;
  }

  private LinearModel toxicity(ModelledLanguage language, List<Example> rows) {
    return language.wording() == Wording.COMMENT
        ? other(language.code(), rows)
        : new LanguageTraining(threads).model(language.code(), rows);
  }

  private LinearModel english() {
    List<Example> rows = Mix.FAST.rows(corpus, Example.Split.TRAINING);
    List<Attribute> attributes = new ArrayList<>(List.of(Attribute.TOXICITY));
    List<Coefficients> scorers = new ArrayList<>();
    scorers.add(new Trainer(toxicity(BITS)).train(rows, Attribute.TOXICITY));
    List<Calibration> given = new ArrayList<>();
    for (Attribute attribute : GIVEN_TOXICITY) {
      progress.accept(attribute.key().replace('_', ' '));
      List<Example> toxic =
          corpus.where(
              e ->
                  e.split() != Example.Split.VALIDATION
                      && e.is(Attribute.TOXICITY)
                      && e.knows(attribute));
      attributes.add(attribute);
      scorers.add(new Trainer(few()).train(toxic, attribute));
      given.add(outOfFold(toxic, attribute));
    }
    LinearModel model = LinearModel.of(Set.of("en"), BITS, attributes, scorers);
    List<Calibration> calibrations = new ArrayList<>();
    calibrations.add(styled(model));
    calibrations.addAll(given);
    return model.calibrated(calibrations);
  }

  private Calibration styled(LinearModel model) {
    return isotonic(model, corpus.where(e -> e.source() == Mix.STYLE), Attribute.TOXICITY);
  }

  /** The second opinion on top of the fast models of English toxicity and spam. */
  SecondOpinion secondOpinion(
      LinearModel toxicity, LinearModel spam, Vectors vectors, IntConsumer progress)
      throws IOException {
    OpinionTraining.Rows onToxicity = OpinionRows.onToxicity(corpus);
    OpinionTraining.Rows onSpam = OpinionRows.onSpam(corpus, Set.of());
    vectors.make(
        Stream.of(onToxicity, onSpam)
            .flatMap(rows -> Stream.of(rows.head(), rows.stack(), rows.judged()))
            .flatMap(List::stream)
            .toList(),
        progress);
    return new SecondOpinion(
        Map.of(
            Attribute.TOXICITY,
            new OpinionTraining(
                    Attribute.TOXICITY, toxicity, e -> Mix.style(e.source()), 1, vectors, threads)
                .train(onToxicity, OpinionBands.OF_TOXICITY),
            Attribute.SPAM,
            opinionOnSpam(spam, onSpam, vectors)));
  }

  /** The second opinion on spam. Most sources have a single label, so no style has a bias. */
  Opinion opinionOnSpam(LinearModel spam, OpinionTraining.Rows rows, Vectors vectors) {
    return new OpinionTraining(
            Attribute.SPAM, spam, e -> Mix.STYLE.name(), TRUST_ON_SPAM, vectors, threads)
        .train(rows, OpinionBands.OF_SPAM);
  }

  private LinearModel other(String language, List<Example> rows) {
    List<Example> taught = withOwnRepeated(training(rows));
    Coefficients scorer =
        small(taught, Trainer.Weighting.NAIVE_BAYES, 0.4)
            .plus(small(taught, Trainer.Weighting.RARITY, PENALTY_ON_RARITY))
            .times(0.5);
    LinearModel model =
        LinearModel.of(Set.of(language), SMALL_BITS, List.of(Attribute.TOXICITY), List.of(scorer));
    return model.calibrated(List.of(isotonic(model, rows, Attribute.TOXICITY)));
  }

  private Coefficients small(List<Example> rows, Trainer.Weighting weighting, double penalty) {
    Trainer.Settings settings =
        new Trainer.Settings(SMALL_BITS, SMALL_CUTOFF, 1, penalty, threads, true, weighting);
    return new Trainer(settings).train(rows, Attribute.TOXICITY);
  }

  /** The rows, with our own sentences as often as it takes to reach their share. */
  private static List<Example> withOwnRepeated(List<Example> rows) {
    List<Example> own = rows.stream().filter(e -> e.source().isOurs()).toList();
    double wanted = OWN_SHARE / (1 - OWN_SHARE) * (rows.size() - own.size());
    List<Example> all = new ArrayList<>(rows);
    for (int times = 1; !own.isEmpty() && times * own.size() < wanted; times++) {
      all.addAll(own);
    }
    return all;
  }

  private LinearModel spam() {
    progress.accept("spam");
    return spamWithout(Set.of());
  }

  /** The calibrated spam model, trained without some sources. */
  LinearModel spamWithout(Set<Source> leftOut) {
    List<Example> rows =
        corpus.where(
            e ->
                e.knows(Attribute.SPAM)
                    && !leftOut.contains(e.source())
                    && (e.source() != Source.GAMBLING || Mix.kept(e, GAMBLING_KEPT)));
    LinearModel model = spam(training(rows));
    return model.calibrated(List.of(isotonic(model, rows, Attribute.SPAM)));
  }

  /** English toxicity without its finer attributes, trained without some sources. */
  LinearModel toxicityWithout(Set<Source> leftOut) {
    List<Example> rows =
        Mix.FAST.rows(corpus, Example.Split.TRAINING).stream()
            .filter(e -> !leftOut.contains(e.source()))
            .toList();
    Coefficients scorer = new Trainer(toxicity(BITS)).train(rows, Attribute.TOXICITY);
    LinearModel model =
        LinearModel.of(Set.of("en"), BITS, List.of(Attribute.TOXICITY), List.of(scorer));
    return model.calibrated(List.of(styled(model)));
  }

  /**
   * The spam scorer of some rows, not calibrated; validation also uses it to leave sources out. It
   * is the sum of a scorer of all rows and two lighter ones of video comments, one among themselves
   * and one among clean comments of other kinds: beside the many long blog comments, what makes a
   * short one spam would weigh too little.
   */
  LinearModel spam(List<Example> rows) {
    Coefficients scorer = spam(rows, 3);
    List<Example> videos = rows.stream().filter(e -> e.source() == Source.YOUTUBE).toList();
    if (!videos.isEmpty()) {
      List<Example> amongClean = new ArrayList<>(videos);
      rows.stream()
          .filter(e -> !e.source().aboutSpam() && e.share() < CLEAN_BESIDE_VIDEOS)
          .filter(e -> e.source().language().equals("en"))
          .forEach(amongClean::add);
      scorer =
          scorer
              .plus(spam(videos, 2).times(VIDEO_WEIGHT))
              .plus(spam(amongClean, 2).times(VIDEO_WEIGHT));
    }
    return LinearModel.of(Set.of("en", "de", "pt"), BITS, List.of(Attribute.SPAM), List.of(scorer));
  }

  private Coefficients spam(List<Example> rows, int cutoff) {
    Trainer.Settings settings = new Trainer.Settings(BITS, cutoff, 1, 0.1, threads, false);
    return new Trainer(settings).train(rows, Attribute.SPAM);
  }

  private Trainer.Settings toxicity(int bits) {
    return new Trainer.Settings(bits, 4, 1, 0.4, threads, true);
  }

  private Trainer.Settings few() {
    return new Trainer.Settings(BITS, 3, 1, 0.4, threads, true);
  }

  static List<Example> training(List<Example> rows) {
    return rows.stream().filter(e -> e.split() == Example.Split.TRAINING).toList();
  }

  private static Calibration isotonic(LinearModel model, List<Example> rows, Attribute attribute) {
    List<Example> own = rows.stream().filter(e -> e.split() == Example.Split.CALIBRATION).toList();
    int column = model.column(attribute);
    double[] scores = own.stream().mapToDouble(e -> model.raw(e.features())[column]).toArray();
    return scores.length == 0
        ? Calibration.LOGISTIC
        : Calibration.fit(scores, labels(own, attribute));
  }

  /**
   * Platt's calibration on scores of models that have not seen the row, for data too small for a
   * separate split.
   */
  private Calibration outOfFold(List<Example> rows, Attribute attribute) {
    List<Example> judged = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      List<Example> rest = rows.stream().filter(e -> fold(e) != held).toList();
      Coefficients scorer = new Trainer(few()).train(rest, attribute);
      for (Example row : rows) {
        if (fold(row) == held && row.source() == Source.JIGSAW) {
          judged.add(row);
          scores.add(scorer.raw(row.features(), BITS));
        }
      }
    }
    return judged.isEmpty()
        ? Calibration.LOGISTIC
        : Calibration.platt(
            scores.stream().mapToDouble(Double::doubleValue).toArray(), labels(judged, attribute));
  }

  private static int fold(Example example) {
    return (int) (example.share() * 1_000_000) % FOLDS;
  }

  static boolean[] labels(List<Example> rows, Attribute attribute) {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).is(attribute);
    }
    return labels;
  }
}
