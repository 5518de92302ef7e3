package dev.parley.training;

import dev.parley.learning.ModelInput;
import dev.parley.learning.Thresholds;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.LinearModel;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.sitemodel.SiteThresholds;
import dev.parley.text.Reading;
import dev.parley.training.SimulatedSite.Count;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures what a site would have learnt. A source the shipped model was not trained on stands for
 * the comments of a new site, and its labels for its moderators' decisions, one after the other in
 * a random order. Challengers are trained and tried as in the service. Each comment is scored by
 * the current champion before its label is revealed.
 */
final class SiteModelSimulation {
  /**
   * At most so many positives per clean comment: one blog's file is nearly all spam and tells
   * nothing about false flags.
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
          new Stream("YouTube talk", Attribute.TOXICITY, EnumSet.of(Source.YOUTOXIC)),
          new Stream("OLID", Attribute.TOXICITY, EnumSet.of(Source.OLID)),
          new Stream("ruddit", Attribute.TOXICITY, EnumSet.of(Source.RUDDIT)));

  private final Path data;
  private final Training training;
  private final Consumer<String> progress;
  private final Thresholds thresholds = SiteThresholds.of(SiteSettings.of(new JsonObject()));

  SiteModelSimulation(Path data, Training training, Consumer<String> progress) {
    this.data = data;
    this.training = training;
    this.progress = progress;
  }

  /** How often progress is reported. */
  static int steps() {
    return STREAMS.size();
  }

  /** The figures of every source in the folder, each the mean over several orders. */
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
    List<SimulatedSite.Text> texts = texts(stream, model);
    Map<Count, double[]> means = new EnumMap<>(Count.class);
    double promotions = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedSite site = new SimulatedSite(stream.attribute(), texts, seed, thresholds);
      site.run();
      site.counts()
          .forEach(
              (count, pair) -> {
                double[] mean = means.computeIfAbsent(count, any -> new double[2]);
                mean[0] += pair[0] / SEEDS;
                mean[1] += pair[1] / SEEDS;
              });
      promotions += (double) site.promotions() / SEEDS;
    }
    int told = SimulatedSite.told(texts);
    int neverTold = SimulatedSite.neverTold(texts);
    String name = "house, " + stream.attribute().key() + ", " + stream.name() + ": ";
    List<Figure> figures = new ArrayList<>();
    means.forEach(
        (count, pair) -> {
          int rows = count.whileTold() ? told : neverTold;
          figures.add(figure(name + count.sentence() + ", shipped", pair[0], rows));
          figures.add(figure(name + count.sentence() + ", house", pair[1], rows));
          if (count == Count.ERRORS || count == Count.ERRORS_LATE) {
            double fewer = 1 - pair[1] / pair[0];
            figures.add(figure(name + count.sentence() + ", fewer by", fewer, rows));
          }
        });
    figures.add(figure(name + "champions", promotions, told));
    return figures;
  }

  private static Figure figure(String name, double value, int rows) {
    return new Figure(name, value, Double.NaN, Double.NaN, rows);
  }

  private List<SimulatedSite.Text> texts(Stream stream, LinearModel model) throws IOException {
    List<SimulatedSite.Text> texts = new ArrayList<>();
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

  private static SimulatedSite.Text text(
      Reading reading, LinearModel model, Attribute attribute, boolean label) {
    Features features = Features.of(reading);
    double shipped = model.probabilities(features)[model.column(attribute)];
    return new SimulatedSite.Text(
        ModelInput.ofText(reading, features, new Scores("en", Map.of(attribute, shipped))),
        reading.fingerprint(),
        reading.sketch(),
        label);
  }
}
