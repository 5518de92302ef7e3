package dev.parley.training;

import static dev.parley.model.ModelledLanguage.ARABIC;
import static dev.parley.model.ModelledLanguage.DANISH;
import static dev.parley.model.ModelledLanguage.GERMAN;
import static dev.parley.model.ModelledLanguage.GREEK;
import static dev.parley.model.ModelledLanguage.HINDI;
import static dev.parley.model.ModelledLanguage.KOREAN;
import static dev.parley.model.ModelledLanguage.PERSIAN;
import static dev.parley.model.ModelledLanguage.POLISH;
import static dev.parley.model.ModelledLanguage.PORTUGUESE;
import static dev.parley.model.ModelledLanguage.ROMANIAN;
import static dev.parley.model.ModelledLanguage.TURKISH;
import static dev.parley.model.ModelledLanguage.VIETNAMESE;

import dev.parley.model.ModelledLanguage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The least AUC that toxicity in a language must have: the mean over some files. */
enum Floor {
  OF_GERMAN(GERMAN, 0.78, Source.GERMEVAL_2018),
  OF_PORTUGUESE(PORTUGUESE, 0.84, Source.TOLD_BR),
  OF_KOREAN(KOREAN, 0.90, Source.KO_KMHAS),
  OF_ROMANIAN(ROMANIAN, 0.91, Source.RO_GSP),
  OF_HINDI(HINDI, 0.92, Source.HI_MACD),
  OF_PERSIAN(PERSIAN, 0.91, Source.FA_INSTAGRAM, Source.FA_PARSOFF),
  OF_ARABIC(ARABIC, 0.88, Source.AR_OFFENSEVAL, Source.AR_LHSAB, Source.AR_MLMA),
  OF_TURKISH(TURKISH, 0.85, Source.TR_OFFENSEVAL),
  OF_GREEK(GREEK, 0.87, Source.EL_OGTD),
  OF_POLISH(POLISH, 0.88, Source.PL_POLEVAL),
  OF_VIETNAMESE(VIETNAMESE, 0.94, Source.VI_VIHOS),
  OF_DANISH(DANISH, 0.82, Source.DA_DKHATE);

  private final ModelledLanguage language;
  private final double auc;

  @SuppressWarnings("ImmutableEnumChecker") // A list of constants that nobody can change.
  private final List<Source> sources;

  Floor(ModelledLanguage language, double auc, Source... sources) {
    this.language = language;
    this.auc = auc;
    this.sources = List.of(sources);
  }

  static Optional<Floor> of(ModelledLanguage language) {
    return Arrays.stream(values()).filter(floor -> floor.language == language).findFirst();
  }

  double auc() {
    return auc;
  }

  List<Source> sources() {
    return sources;
  }
}
