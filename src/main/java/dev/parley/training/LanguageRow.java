package dev.parley.training;

import dev.parley.model.ModelledLanguage;
import java.util.Locale;

/**
 * A row of the table of languages: toxicity in one file, or the mean over those files of a language
 * that have a floor.
 *
 * @param of the file's name, or the word mean
 * @param auc with its interval; see {@link Figure}
 * @param recall at 1 % false flags; NaN for a mean
 * @param falseFlags the share of clean comments that a site holds that has set nothing; NaN for a
 *     mean
 * @param floor the least AUC; NaN without one
 */
record LanguageRow(
    ModelledLanguage language,
    String of,
    Figure auc,
    double recall,
    double falseFlags,
    double floor) {

  /**
   * Whether AUC is below its floor. On so few rows that chance alone explains that, it is not: a
   * file of 300 rows has an interval of a tenth.
   */
  boolean missed() {
    return auc.value() < floor && !(auc.high() >= floor);
  }

  /** What it reaches and what it should, for whoever missed it. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "toxicity in %s, %s: AUC is %.4f and should be at least %.4f",
        language.code(),
        of,
        auc.value(),
        floor);
  }
}
