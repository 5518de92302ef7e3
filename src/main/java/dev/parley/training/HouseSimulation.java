package dev.parley.training;

import dev.parley.house.HouseModel;
import dev.parley.house.Lesson;
import dev.parley.house.Round;
import dev.parley.house.Sight;
import dev.parley.house.Thresholds;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.LinearModel;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import dev.parley.text.Sketch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a site would have learnt: a source the shipped model was not trained on is taken for the
 * comments of a new site, and its labels for the decisions of its moderators, one after the other
 * in a random order. Challengers are made and judged as in the service. Each comment is scored by
 * the champion of the moment, before its label is told.
 */
final class HouseSimulation {
  private static final int DECISIONS = 1_000;

  /** Decisions after which the rest of the source is ranked. */
  private static final int EARLY = 300;

  /** Of a small source so much is streamed; the rest is never told. */
  private static final double STREAMED = 0.7;

  private static final int MOST_NEVER_TOLD = 2_000;

  /**
   * At most so many positives for each clean comment: one blog's file is nearly all spam, and says
   * nothing of false flags.
   */
  private static final double MOST_POSITIVE = 1.5;

  private static final int SEEDS = 5;

  /** A new site. */
  private record Stream(String name, Attribute attribute, Set<Source> sources) {}

  private static final List<Stream> STREAMS =
      List.of(
          new Stream("blog", Attribute.SPAM, EnumSet.of(Source.BLOG, Source.TRACKBACKS)),
          new Stream("YouTube", Attribute.SPAM, EnumSet.of(Source.YOUTUBE)),
          new Stream("Telegram", Attribute.SPAM, EnumSet.of(Source.TELEGRAM)),
          new Stream("X scam", Attribute.SPAM, EnumSet.of(Source.X_SCAM)),
          new Stream("SMS", Attribute.SPAM, EnumSet.of(Source.SMS)),
          new Stream(
              "insults",
              Attribute.TOXICITY,
              EnumSet.of(Source.INSULTS, Source.INSULTS_VERIFICATION)),
          new Stream("OLID", Attribute.TOXICITY, EnumSet.of(Source.OLID)),
          new Stream("ruddit", Attribute.TOXICITY, EnumSet.of(Source.RUDDIT)));

  /** A comment of the new site. */
  private record Text(Sight sight, long fingerprint, Optional<Sketch> sketch, boolean label) {}

  /** What is counted while streaming; each figure has the shipped model first, then the house. */
  private enum Count {
    ERRORS,
    FALSE_FLAGS,
    AUC_EARLY,
    FALSE_FLAGS_EARLY,
    AUC_LATE
  }

  private final Path data;
  private final Training training;
  private final Consumer<String> progress;
  private final Thresholds thresholds = Thresholds.of(SiteSettings.of(new JsonObject()));

  HouseSimulation(Path data, Training training, Consumer<String> progress) {
    this.data = data;
    this.training = training;
    this.progress = progress;
  }

  /** The number of times progress is told of. */
  static int steps() {
    return STREAMS.size();
  }

  /** Figures of every source that is in the folder, each the mean of several orders. */
  List<Figure> figures() throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (Stream stream : STREAMS) {
      progress.accept(stream.name());
      if (stream.sources().stream().allMatch(one -> Files.exists(data.resolve(one.file())))) {
        figures.addAll(figures(stream));
      }
    }
    return figures;
  }

  private List<Figure> figures(Stream stream) throws IOException {
    LinearModel model =
        stream.attribute() == Attribute.SPAM
            ? training.spamWithout(stream.sources())
            : training.toxicityWithout(stream.sources());
    List<Text> texts = texts(stream, model);
    Map<Count, double[]> means = new EnumMap<>(Count.class);
    double promotions = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(stream.attribute(), texts, seed);
      run.go();
      run.counts.forEach(
          (count, pair) -> {
            double[] mean = means.computeIfAbsent(count, any -> new double[2]);
            mean[0] += pair[0] / SEEDS;
            mean[1] += pair[1] / SEEDS;
          });
      promotions += (double) run.promotions / SEEDS;
    }
    int told = Run.told(texts);
    String name = "house, " + stream.attribute().key() + ", " + stream.name() + ": ";
    List<Figure> figures = new ArrayList<>();
    means.forEach(
        (count, pair) -> {
          String what = count.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
          int rows = count.ordinal() < 2 ? told : Math.min(MOST_NEVER_TOLD, texts.size() - told);
          figures.add(figure(name + what + ", shipped", pair[0], rows));
          figures.add(figure(name + what + ", house", pair[1], rows));
        });
    double[] errors = means.getOrDefault(Count.ERRORS, new double[] {1, 1});
    figures.add(figure(name + "errors fewer by", 1 - errors[1] / errors[0], told));
    figures.add(figure(name + "champions", promotions, told));
    return figures;
  }

  private static Figure figure(String name, double value, int rows) {
    return new Figure(name, value, Double.NaN, Double.NaN, rows);
  }

  private List<Text> texts(Stream stream, LinearModel model) throws IOException {
    List<Text> texts = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (Source source : stream.sources()) {
      for (Map<String, String> row : Tables.read(data.resolve(source.file()))) {
        Reading reading = Reading.of(source.text(row));
        if (!reading.words().isEmpty() && seen.add(reading.fingerprint())) {
          boolean label = Boolean.TRUE.equals(source.labels(row).get(stream.attribute()));
          texts.add(text(reading, model, stream.attribute(), label));
        }
      }
    }
    Collections.shuffle(texts, new Random(1));
    long clean = texts.stream().filter(text -> !text.label()).count();
    long[] left = {(long) (MOST_POSITIVE * clean)};
    texts.removeIf(text -> text.label() && left[0]-- <= 0);
    return texts;
  }

  private static Text text(Reading reading, LinearModel model, Attribute attribute, boolean label) {
    Features features = Features.of(reading);
    double shipped = model.probabilities(features)[model.column(attribute)];
    return new Text(
        Sight.ofText(reading, features, new Scores("en", Map.of(attribute, shipped))),
        reading.fingerprint(),
        reading.sketch(),
        label);
  }

  /** One order of one source. */
  private final class Run {
    private final Attribute attribute;
    private final double threshold;
    private final List<Text> stream;
    private final List<Text> neverTold;
    private final List<Lesson> lessons = new ArrayList<>();
    private final Map<Count, double[]> counts = new EnumMap<>(Count.class);
    private HouseModel champion = HouseModel.SHIPPED;
    private int rounds;
    private int promotions;

    Run(Attribute attribute, List<Text> texts, long seed) {
      this.attribute = attribute;
      this.threshold = thresholds.of(attribute);
      List<Text> order = new ArrayList<>(texts);
      Collections.shuffle(order, new Random(seed));
      int told = told(texts);
      stream = order.subList(0, told);
      neverTold = order.subList(told, Math.min(order.size(), told + MOST_NEVER_TOLD));
    }

    static int told(List<Text> texts) {
      return Math.min(DECISIONS, (int) (STREAMED * texts.size()));
    }

    void go() {
      int before = 0;
      for (Text text : stream) {
        count(text);
        Instant now = Instant.ofEpochSecond(1 + lessons.size());
        lessons.add(
            new Lesson(
                text.sight(),
                Map.of(attribute, text.label()),
                "moderator",
                "",
                text.fingerprint(),
                text.sketch(),
                now,
                now));
        if (lessons.size() - before >= Round.due(before)) {
          before = lessons.size();
          learn();
        }
        if (lessons.size() == EARLY) {
          rank(Count.AUC_EARLY);
        }
      }
      rank(Count.AUC_LATE);
      long clean = stream.stream().filter(text -> !text.label()).count();
      double[] flags = counts.getOrDefault(Count.FALSE_FLAGS, new double[2]);
      counts.put(
          Count.FALSE_FLAGS, Arrays.stream(flags).map(all -> all / Math.max(1, clean)).toArray());
    }

    private void count(Text text) {
      for (int model = 0; model < 2; model++) {
        boolean flagged = score(model, text) >= threshold;
        counts.computeIfAbsent(Count.ERRORS, any -> new double[2])[model] +=
            flagged == text.label() ? 0 : 1;
        counts.computeIfAbsent(Count.FALSE_FLAGS, any -> new double[2])[model] +=
            flagged && !text.label() ? 1 : 0;
      }
    }

    /** The score of the shipped model, 0, or of the champion, 1. */
    private double score(int model, Text text) {
      HouseModel house = model == 0 ? HouseModel.SHIPPED : champion;
      return house.scores(text.sight()).of(attribute).orElseThrow();
    }

    private void learn() {
      Round.Result result = Round.hold(lessons, champion, Optional.empty(), thresholds, ++rounds);
      if (result.promoted()) {
        champion = result.champion();
        promotions++;
      }
    }

    private void rank(Count auc) {
      double[] aucs = new double[2];
      double[] flags = new double[2];
      for (int model = 0; model < 2; model++) {
        double[] scores = new double[neverTold.size()];
        boolean[] labels = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = score(model, neverTold.get(i));
          labels[i] = neverTold.get(i).label();
        }
        Metrics metrics = new Metrics(scores, labels);
        aucs[model] = metrics.auc();
        flags[model] = metrics.above(threshold, false);
      }
      counts.put(auc, aucs);
      if (auc == Count.AUC_EARLY) {
        counts.put(Count.FALSE_FLAGS_EARLY, flags);
      }
    }
  }
}
