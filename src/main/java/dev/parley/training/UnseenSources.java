package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.LinearModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Spam trained again without each video, and without whole sites, and measured on what was left
 * out: what rows of the same source say is too good.
 */
final class UnseenSources {
  private final Training training;
  private final Figures figures;
  private final List<Example> rows;

  UnseenSources(Corpus corpus, Training training, Figures figures) {
    this.training = training;
    this.figures = figures;
    this.rows = corpus.where(e -> e.knows(Attribute.SPAM));
  }

  void add() throws IOException {
    videos();
    for (Source source : List.of(Source.BLOG, Source.YOUTUBE)) {
      // Trackbacks are blog spam as well: they stay, or nothing of the kind is known.
      Metrics own =
          without(
              e -> e.source() == source,
              e ->
                  e.source() == source
                      || (e.split() == Example.Split.VALIDATION && !e.source().aboutSpam()));
      String name = "spam, without " + source.file() + ", against clean comments of all kinds";
      figures.add(name + ": AUC", own, Metrics::auc);
      figures.add(name + ": recall at 1 % false flags", own, m -> m.recallAtFalseFlags(0.01));
    }
  }

  private void videos() throws IOException {
    List<String> videos =
        rows.stream()
            .filter(e -> e.source() == Source.YOUTUBE)
            .map(Example::part)
            .distinct()
            .sorted()
            .toList();
    List<Metrics> measured = new ArrayList<>();
    for (String video : videos) {
      Metrics own = without(e -> e.part().equals(video), e -> e.part().equals(video));
      measured.add(own);
      figures.add("spam, without video " + video + ": AUC", own, Metrics::auc);
    }
    figures.add(
        Figure.bare(
            "spam, leave one video out: mean AUC",
            measured.stream().mapToDouble(Metrics::auc).average().orElse(Double.NaN),
            measured.stream().mapToInt(Metrics::rows).sum()));
  }

  private Metrics without(Predicate<Example> leftOut, Predicate<Example> judged)
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
}
