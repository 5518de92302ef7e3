package dev.parley.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the model card: what users of the models should know, with the models' figures. */
final class ModelCard {
  @SuppressWarnings("InlineFormatString") // A page of text reads better without breaks.
  private static final String INTENDED =
      """
      # Parley's models

      Models `%s`, seed %d.

      ## Intended use
      To order and explain what moderators of reader comments see, and to hold doubtful comments for them. Each score is a calibrated
      probability. By default nothing is rejected or hidden by a score alone. Not for judging people, not for anything but comments, and
      not for languages they were not trained on: without a model the answer says so.

      ## What they are
      Linear scorers of hashed features of normalised text. For English, German and Portuguese, and for spam: words and pairs of words, 2- to 5-grams of characters inside words, the shape of
      the text and its links. Values are length-normalised and weighted by naive-Bayes log-count ratios, toxicity in
      German and Portuguese half by these and half by rarity; coefficients are trained by logistic regression (L-BFGS, squared penalty), each
      weight kept in a byte. Toxicity and spam are calibrated by isotonic regression
      on a split of its own (English toxicity on Wikipedia talk comments). The attributes beside toxicity are probabilities
      given toxicity, calibrated by Platt's method out of fold, multiplied by that of toxicity. Hashes cannot be turned back into texts.

      The second opinion (English only; on toxicity and on spam) is a logistic regression on the vector that the sentence encoder
      e5-small-v2 (8 bit, MIT licence) makes of the normalised text: the means of its pieces' numbers in the 5th, 7th, 9th and 12th layer,
      the largest and the least in the 7th and 12th. It is stacked with the fast model's score by one more logistic regression and
      calibrated by isotonic regression; stacking, calibration and the bands of scores in which it is asked for were fitted on the
      calibration split. On spam its weight in the stack is a quarter of what that split says, for on sites unlike those trained on it
      flags too much. Who is asked about one attribute answers about both. Vectors may differ slightly between processors.

      ## Data
      Texts are compared by their normalised words, each is used once, and the split (78 %% training, 8 %% calibration, 14 %% validation)
      depends on words and seed alone. No text is part of Parley. Of some languages there is data and no model; see Languages.

      | file | licence stated by the publisher | rows used |
      |---|---|---|
      """;

  private static final String FAILURES =
      """

      `youtoxic_youtube` does not train toxicity, it tests it; `ruddit` and `olid_tweets` (15 % of it) train toxicity for the second opinion only, of
      `reddit_misogyny` and of the spam sources only clean rows train toxicity. While training, each style has a bias of its own, so that
      mixing sources does not teach "this style is toxic". Blog comments called clean that are links in HTML are left out as mislabelled.
      The sentences that name groups are Parley's own, made from patterns; no pattern both trains and measures.
      `civil_toxic_positives` (positives only: it taught "news style is toxic") and
      `davidson_labeled_data` (it lowered the figures elsewhere) are not used.

      ## Known failures
      * Irony, quotation, reclaimed words, and insults without a rude word are missed or mistaken; so is anything that needs the article.
      * Identity words raise scores somewhat: comments about groups are over-represented among toxic ones. Templates reduce this and do not remove it.
      * Harmless words that hold or are rude ones (Scunthorpe, the first name Dick) raise toxicity: the model reads letters inside words.
      * The finer attributes were learnt from about 400 toxic comments, threats from a dozen and from templates: use them to order, not to decide.
      * Spam of kinds not in the data is found less well: see the figures of sources left out. Spam recall in German and Portuguese has
        been measured on Parley's own sentences only.
      * English data is Wikipedia talk, news comments, tweets and Reddit from 2012 to 2019: newer words and memes are unknown.
      * GermEval 2018 and ToLD-Br are tweets; German and Portuguese news comments differ. For other languages see above.

      ## Figures on the validation split
      In brackets 95 % bootstrap intervals. A second opinion is asked for never, when the fast model doubts (auto, as the service does
      unless told otherwise), or always. Disguised comments have the words that carry their score disguised, and nothing else.

      """;

  private static final String ALIKE =
      """

      What a second opinion does not change, and calibration with it where the fast model doubts:

      """;

  private ModelCard() {}

  /**
   * The card.
   *
   * @param never figures without a second opinion
   * @param auto figures with one where the fast model doubts
   * @param always figures with one on every English comment
   * @param trials of models of one file alone
   */
  static String of(
      String version,
      long seed,
      Corpus corpus,
      Figures never,
      Figures auto,
      Figures always,
      Map<Source, List<LanguageTrials.Trial>> trials) {
    StringBuilder card = new StringBuilder(String.format(Locale.ROOT, INTENDED, version, seed));
    for (Source source : Source.values()) {
      int rows = corpus.where(e -> e.source() == source).size();
      if (rows > 0) {
        card.append(
            String.format(
                Locale.ROOT, "| %s | %s | %d |\n", source.file(), source.licence(), rows));
      }
    }
    card.append(LanguageCard.of(auto.languages(), trials));
    card.append(FAILURES);
    List<Figure> same = new ArrayList<>();
    card.append("| English | never | auto | always | rows |\n|---|---|---|---|---|\n");
    for (Figure figure : never.all()) {
      Figure doubtful = find(auto, figure);
      Figure every = find(always, figure);
      if (figure.equals(doubtful) && figure.equals(every)) {
        same.add(figure);
      } else {
        card.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %d |\n",
                figure.name(),
                Report.number(figure),
                Report.number(doubtful),
                Report.number(every),
                figure.rows()));
      }
    }
    return card.append(ALIKE)
        .append(Report.table(same))
        .append(Report.calibration(auto))
        .toString();
  }

  private static Figure find(Figures figures, Figure like) {
    return figures.all().stream()
        .filter(figure -> figure.name().equals(like.name()))
        .findFirst()
        .orElse(Figure.bare(like.name(), Double.NaN, like.rows()));
  }
}
