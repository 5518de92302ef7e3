package dev.parley.training;

import dev.parley.model.ModelledLanguage;
import dev.parley.model.Quality;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of the model card about languages other than English. */
final class LanguageCard {
  @SuppressWarnings("InlineFormatString") // A page of text reads better without breaks.
  private static final String USE =
      """

      ## Languages
      Each language has a model of its own. **Release** (%s): such scores order, hold and, where a site has set a limit, reject.
      **Beta** (%s): such scores order and hold and never reject, whatever limit a site has set. Without a
      model only exact rules look at a text (**rules**).

      The models beside English, German and Portuguese read words, pairs of words and characters inside words, and nothing of a text's
      shape; hashtags and names of users are left out in training and in use, for in these files they tell the label. In Korean they also
      read the letters that syllables consist of, in Vietnamese words with their accents too. Files in which more than a quarter is toxic
      were put together from toxic and clean texts; their scores are calibrated for one toxic comment in ten. So a score of .5 is rarer than in
      the files, and recall at .5 is about a half: a site that wants more held lowers its `toxicityHold`.

      False flags at .5 are those of a site that has set nothing. Each figure is from the validation split of the file it names, which is
      like what was trained on; on comments of another kind it is lower, as the second table shows.

      """;

  private static final String TRIALS =
      """

      Trained on one file alone, measured on its own validation split and on the whole of the others of its language:

      """;

  private static final String WITHOUT =
      """

      No model for Chinese, Russian, Spanish, French, and Hindi in Latin letters: the one Chinese file was collected by keywords on three topics, and a
      model of it is known not to carry over; the two Russian files do not help each other; the Spanish file is about hate in Chilean slang
      alone, the French one was collected by keywords and is three quarters toxic; in the Hindi one the clean comments are partly English, so
      that a model of it learns that English is clean. What they reach on their own file, in the table above, says nothing about comments.

      For Romanian, Hindi, Turkish, Greek, Polish, Vietnamese and Danish there is one file each, so nothing is known of how they carry over. Danish has 317
      toxic comments and Polish 777: their figures are uncertain by some hundredths. Arabic files are tweets in many dialects,
      Turkish, Greek and Polish ones are tweets; comments differ.
      """;

  private LanguageCard() {}

  static String of(List<LanguageRow> rows, Map<Source, List<LanguageTrials.Trial>> trials) {
    return String.format(USE, names(Quality.RELEASE), names(Quality.BETA))
        + LanguageTable.markdown(rows)
        + TRIALS
        + LanguageTrials.table(trials)
        + WITHOUT;
  }

  private static String names(Quality quality) {
    return Arrays.stream(ModelledLanguage.values())
        .filter(language -> language.quality() == quality)
        .map(ModelledLanguage::inEnglish)
        .collect(Collectors.joining(", "));
  }
}
