package dev.parley.training;

import dev.parley.model.Attribute;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which rows train the second opinion. Vectors are expensive, so both attributes share most
 * of them.
 */
final class OpinionRows {
  /** Most of their comments are spam of a few kinds. */
  private static final Set<Source> ALIKE = EnumSet.of(Source.BLOG, Source.TRACKBACKS);

  private static final double ALIKE_KEPT = 0.4;

  private OpinionRows() {}

  static OpinionTraining.Rows onToxicity(Corpus corpus) {
    List<Example> stack =
        Mix.ENCODER.rows(corpus, Example.Split.CALIBRATION).stream()
            // Clean rows of other kinds would only move the bias.
            .filter(e -> e.source() == Mix.STYLE || !isOfTheStyle(e))
            .toList();
    return new OpinionTraining.Rows(
        Mix.ENCODER.rows(corpus, Example.Split.TRAINING),
        stack,
        corpus.where(e -> e.source() == Mix.STYLE && e.split() == Example.Split.CALIBRATION));
  }

  private static boolean isOfTheStyle(Example example) {
    return Mix.style(example.source()).equals(Mix.STYLE.name());
  }

  /**
   * The rows for spam without some sources. All rows are used for judging, as for the fast model,
   * because the two are compared.
   */
  static OpinionTraining.Rows onSpam(Corpus corpus, Set<Source> leftOut) {
    Stream<Example> talk =
        Mix.ENCODER.rows(corpus, Example.Split.TRAINING).stream()
            .filter(e -> e.knows(Attribute.SPAM) && !e.source().aboutSpam());
    Stream<Example> advertising =
        corpus.where(e -> e.split() == Example.Split.TRAINING && e.source().aboutSpam()).stream()
            .filter(e -> !ALIKE.contains(e.source()) || Mix.kept(e, ALIKE_KEPT));
    List<Example> judged =
        corpus.labelled("en", Attribute.SPAM).stream()
            .filter(e -> e.split() == Example.Split.CALIBRATION && !leftOut.contains(e.source()))
            .toList();
    return new OpinionTraining.Rows(
        Stream.concat(talk, advertising).filter(e -> !leftOut.contains(e.source())).toList(),
        judged,
        judged);
  }
}
