package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.LinearModel;
import dev.parley.model.Opinion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Spam trained again without each video, and without whole sites, and measured on what was left
 * out: what rows of the same source say is too good.
 */
final class UnseenSources {
  private static final List<Set<Source>> SITES =
      List.of(
          EnumSet.of(Source.BLOG),
          EnumSet.of(Source.BLOG, Source.TRACKBACKS),
          EnumSet.of(Source.YOUTUBE),
          EnumSet.of(Source.TELEGRAM),
          EnumSet.of(Source.X_SCAM));

  /** The share of clean comments flagged on sites that were trained on. */
  private static final double FALSE_FLAGS = 0.01;

  private final Corpus corpus;
  private final Training training;
  private final @Nullable Vectors vectors;
  private final Figures figures;
  private final List<Example> rows;

  /**
   * @param vectors for a second opinion; null: without one
   */
  UnseenSources(Corpus corpus, Training training, @Nullable Vectors vectors, Figures figures) {
    this.corpus = corpus;
    this.training = training;
    this.vectors = vectors;
    this.figures = figures;
    this.rows = corpus.labelled("en", Attribute.SPAM);
  }

  void add() throws IOException {
    for (Set<Source> site : SITES) {
      site(site);
    }
    videos();
  }

  private void site(Set<Source> out) throws IOException {
    List<Example> own = rows.stream().filter(e -> out.contains(e.source())).toList();
    if (!new Metrics(new double[own.size()], Training.labels(own, Attribute.SPAM)).ranks()) {
      return;
    }
    String name =
        "spam, without "
            + out.stream().map(Source::file).collect(Collectors.joining(" and "))
            + ", ";
    LinearModel model = training.spamWithout(out);
    judge(name + "fast model: ", out, e -> model.raw(e.features())[0]);
    Vectors known = vectors;
    if (known != null) {
      OpinionTraining.Rows taught = OpinionRows.onSpam(corpus, out);
      known.make(taught.head(), any -> {});
      known.make(taught.judged(), any -> {});
      known.make(rows.stream().filter(e -> isJudged(e, out)).toList(), any -> {});
      Opinion opinion = training.opinionOnSpam(model, taught, known);
      judge(
          name + "second opinion: ",
          out,
          e -> opinion.raw(model.raw(e.features())[0], known.of(e)));
    }
  }

  private static boolean isJudged(Example example, Set<Source> out) {
    return out.contains(example.source()) || example.split() == Example.Split.VALIDATION;
  }

  private void judge(String name, Set<Source> out, ToDoubleFunction<Example> scorer) {
    Metrics own = metrics(rows.stream().filter(e -> out.contains(e.source())).toList(), scorer);
    double threshold =
        metrics(
                rows.stream().filter(e -> isJudged(e, out) && !out.contains(e.source())).toList(),
                scorer)
            .thresholdAtFalseFlags(FALSE_FLAGS);
    figures.add(name + "AUC there", own, Metrics::auc);
    figures.add(
        name + "recall there at the threshold of 1 % elsewhere",
        own,
        m -> m.above(threshold, true));
    figures.add(
        name + "false flags there at the threshold of 1 % elsewhere",
        own,
        m -> m.above(threshold, false));
  }

  private static Metrics metrics(List<Example> rows, ToDoubleFunction<Example> scorer) {
    return new Metrics(
        rows.stream().mapToDouble(scorer).toArray(), Training.labels(rows, Attribute.SPAM));
  }

  private void videos() {
    List<String> videos =
        rows.stream()
            .filter(e -> e.source() == Source.YOUTUBE)
            .map(Example::part)
            .distinct()
            .sorted()
            .toList();
    List<Metrics> measured = new ArrayList<>();
    for (String video : videos) {
      LinearModel model = training.spam(corpus.where(e -> teaches(e, video)));
      Metrics own =
          metrics(
              rows.stream().filter(e -> e.part().equals(video)).toList(),
              e -> model.raw(e.features())[0]);
      measured.add(own);
      figures.add("spam, without video " + video + ": AUC", own, Metrics::auc);
    }
    figures.add(
        Figure.bare(
            "spam, leave one video out: mean AUC",
            measured.stream().mapToDouble(Metrics::auc).average().orElse(Double.NaN),
            measured.stream().mapToInt(Metrics::rows).sum()));
  }

  /** All of the other videos teach, lest the few there are become fewer. */
  private static boolean teaches(Example example, String leftOut) {
    return example.knows(Attribute.SPAM)
        && !example.part().equals(leftOut)
        && (example.split() != Example.Split.VALIDATION || example.source() == Source.YOUTUBE);
  }
}
