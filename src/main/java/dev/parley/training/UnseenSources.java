package dev.parley.training;

import static dev.parley.model.Attribute.SPAM;

import dev.parley.model.LinearModel;
import dev.parley.model.Opinion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures spam on data unlike anything in training: blog comments of other templates and, trained
 * again without them, videos and whole sites. Figures from rows of a known source are too good.
 */
final class UnseenSources {
  private static final List<Set<Source>> SITES =
      List.of(
          EnumSet.of(Source.BLOG),
          EnumSet.of(Source.BLOG, Source.TRACKBACKS),
          EnumSet.of(Source.YOUTUBE),
          EnumSet.of(Source.TELEGRAM),
          EnumSet.of(Source.X_SCAM));

  /** The share of clean comments flagged on known sites. */
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
    this.rows = corpus.labelled("en", SPAM);
  }

  void add() throws IOException {
    templates();
    for (Set<Source> site : SITES) {
      site(site);
    }
    videos();
  }

  /**
   * Trained with everything, measured on blog spam from unknown templates. All clean comments of
   * the blog are used, because spam imitates their wordings.
   */
  private void templates() throws IOException {
    Templates known =
        new Templates(corpus.where(e -> e.split() != Example.Split.VALIDATION && e.is(SPAM)));
    judge(
        "spam, blog comments of no template trained on, ",
        Set.of(),
        e ->
            e.source() == Source.BLOG
                && e.split() == Example.Split.VALIDATION
                && (!e.is(SPAM) || known.isNew(e)));
  }

  private void site(Set<Source> out) throws IOException {
    judge(
        "spam, without "
            + out.stream().map(Source::file).collect(Collectors.joining(" and "))
            + ", ",
        out,
        e -> out.contains(e.source()));
  }

  /**
   * The figures of some rows, by models trained without some sources.
   *
   * @param out the sources
   * @param own the rows; the validation rows of all others set the threshold
   */
  private void judge(String name, Set<Source> out, Predicate<Example> own) throws IOException {
    List<Example> there = rows.stream().filter(own).toList();
    if (!new Metrics(new double[there.size()], Training.labels(there, SPAM)).ranks()) {
      return;
    }
    List<Example> elsewhere =
        rows.stream()
            .filter(e -> e.split() == Example.Split.VALIDATION)
            .filter(e -> !out.contains(e.source()) && !own.test(e))
            .toList();
    LinearModel model = training.spamWithout(out);
    compare(name + "fast model: ", there, elsewhere, e -> model.raw(e.features())[0]);
    Vectors known = vectors;
    if (known != null) {
      OpinionTraining.Rows taught = OpinionRows.onSpam(corpus, out);
      for (List<Example> read : List.of(taught.head(), taught.judged(), there, elsewhere)) {
        known.make(read, any -> {});
      }
      Opinion opinion = training.opinionOnSpam(model, taught, known);
      compare(
          name + "second opinion: ",
          there,
          elsewhere,
          e -> opinion.raw(model.raw(e.features())[0], known.of(e)));
    }
  }

  private void compare(
      String name, List<Example> there, List<Example> elsewhere, ToDoubleFunction<Example> scorer) {
    Metrics own = metrics(there, scorer);
    double threshold = metrics(elsewhere, scorer).thresholdAtFalseFlags(FALSE_FLAGS);
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
    return new Metrics(rows.stream().mapToDouble(scorer).toArray(), Training.labels(rows, SPAM));
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

  /** All other videos are used for training: there are few of them. */
  private static boolean teaches(Example example, String leftOut) {
    return example.knows(SPAM)
        && !example.part().equals(leftOut)
        && (example.split() != Example.Split.VALIDATION || example.source() == Source.YOUTUBE);
  }
}
