package dev.parley.training;

import dev.parley.training.EvaluateCommand.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the figures of the shipped models must reach, or may not exceed, on the validation split of
 * their data. Where the data has too few rows, nothing is demanded.
 */
final class Floors {
  /** A figure of fewer rows says too little. */
  private static final int FEWEST_ROWS = 100;

  /** With fewer rows of this figure the data is not that of the shipped models. */
  private static final String WHOLE = "toxicity, Jigsaw: AUC";

  private static final int FEWEST_OF_WHOLE = 1_000;

  /** A limit of one figure, by when a second opinion is asked for. */
  private record Limit(String figure, boolean atLeast, double never, double auto, double always) {
    double when(When asked) {
      return switch (asked) {
        case NEVER -> never;
        case AUTO -> auto;
        case ALWAYS -> always;
      };
    }

    boolean isMissedBy(double value, double limit) {
      return atLeast ? !(value >= limit) : !(value <= limit);
    }
  }

  private static final List<Limit> LIMITS =
      List.of(
          least("toxicity, Jigsaw: AUC", .962, .970, .974),
          least("toxicity, insults: AUC", .907, .907, .914),
          least("toxicity, YouTube (source not trained on): AUC", .84, .86, .89),
          least("toxicity, Jigsaw: recall at precision 95 %", .45, .50, .50),
          most("toxicity, Jigsaw: left to people", .16, .13, .13),
          // Wanted are .05; two of the twenty patterns that do not train are mistaken.
          most("groups, friendly sentences, flagged at 0.5", .09, .09, .09),
          least("spam, all English sources: AUC", .996, .996, .996),
          least("spam, all English sources: recall at 1 % false flags", .955, .955, .955),
          held("English", "threat", .6, .8, .8),
          held("English", "dehumanising", .5, .8, .8),
          held("English", "insult", .8, .8, .8),
          notHeld("English", .25, .2, .2),
          held("German", "threat", .8, .8, .8),
          held("German", "dehumanising", .8, .8, .8),
          notHeld("German", .15, .15, .15),
          held("Portuguese", "threat", .8, .8, .8),
          held("Portuguese", "dehumanising", .8, .8, .8),
          notHeld("Portuguese", .15, .15, .15));

  private Floors() {}

  private static Limit least(String figure, double never, double auto, double always) {
    return new Limit(figure, true, never, auto, always);
  }

  private static Limit most(String figure, double never, double auto, double always) {
    return new Limit(figure, false, never, auto, always);
  }

  private static Limit held(
      String language, String kind, double never, double auto, double always) {
    return least(SentenceFigures.name(language, kind), never, auto, always);
  }

  private static Limit notHeld(String language, double never, double auto, double always) {
    return most(SentenceFigures.name(language, "harmless"), never, auto, always);
  }

  /** The limits that figures miss, in words; empty when there are none. */
  static List<String> missed(When when, Figures figures) {
    List<String> missed = new ArrayList<>();
    figures.languages().stream()
        .filter(LanguageRow::missed)
        .forEach(row -> missed.add(row.inWords()));
    if (figures.all().stream()
        .noneMatch(one -> one.name().equals(WHOLE) && one.rows() >= FEWEST_OF_WHOLE)) {
      return missed;
    }
    for (Limit limit : LIMITS) {
      double demanded = limit.when(when);
      figures.all().stream()
          .filter(figure -> figure.name().equals(limit.figure()))
          .filter(figure -> figure.rows() >= FEWEST_ROWS)
          .filter(figure -> limit.isMissedBy(figure.value(), demanded))
          .forEach(
              figure ->
                  missed.add(
                      String.format(
                          Locale.ROOT,
                          "%s is %.4f and should be at %s %.4f",
                          figure.name(),
                          figure.value(),
                          limit.atLeast() ? "least" : "most",
                          demanded)));
    }
    return missed;
  }
}
