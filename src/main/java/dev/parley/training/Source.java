package dev.parley.training;

import dev.parley.model.Attribute;
import java.util.Map;

/**
 * A file of labelled comments that the trainer reads if it is in the data folder. The model card
 * has the formats and known problems.
 */
enum Source {
  JIGSAW("jigsaw2018_toxic.csv.gz", "en", "annotations CC0, text CC BY-SA 3.0"),
  JIGSAW_SIX("jigsaw2018_sixlabels.csv.gz", "en", "annotations CC0, text CC BY-SA 3.0"),
  INSULTS("kaggle_insults_train.csv.gz", "en", "none stated"),
  INSULTS_VERIFICATION("kaggle_insults_verification.tsv.gz", "en", "none stated"),
  RUDDIT("ruddit.tsv.gz", "en", "none stated"),
  REDDIT_MISOGYNY("reddit_misogyny.tsv.gz", "en", "MIT"),
  YOUTOXIC("youtoxic_youtube.tsv.gz", "en", "none stated"),
  OLID("olid_tweets.tsv.gz", "en", "terms of the original unverified"),
  WIKI("wiki_context_gc_gn.csv.gz", "en", "Apache-2.0"),
  TEMPLATES("bias_madlibs_77k.csv.gz", "en", "Apache-2.0"),
  /** Made by {@link Identities}; there is no file. */
  IDENTITIES("sentences of our own that name groups", "en", "Parley's"),
  GERMEVAL_2018("germeval2018.training.txt.gz", "de", "CC BY 4.0"),
  GERMEVAL_2021("germeval2021_de.tsv.gz", "de", "none stated"),
  TOLD_BR("told_br.csv.gz", "pt", "CC BY-SA 4.0"),
  REDDIT_BR("reddit_br_pt.tsv.gz", "pt", "MIT"),
  BLOG("wp_blog_comments.csv.gz", "en", "none stated"),
  TRACKBACKS("wp_trackback_spam.csv.gz", "en", "none stated"),
  YOUTUBE("youtube_spam.csv.gz", "en", "CC BY 4.0 (1,253 rows), none stated (703)"),
  SMS("sms_spam.tsv.gz", "en", "CC BY 4.0"),
  TELEGRAM("tgspam_samples.tsv.gz", "en", "MIT"),
  X_SCAM("janitr_x_scam.tsv.gz", "en", "MIT");

  private static final Map<String, Attribute> SIX =
      Map.of(
          "toxic", Attribute.TOXICITY,
          "severe_toxic", Attribute.SEVERE_TOXICITY,
          "obscene", Attribute.OBSCENE,
          "threat", Attribute.THREAT,
          "insult", Attribute.INSULT,
          "identity_hate", Attribute.IDENTITY_ATTACK);

  private final String file;
  private final String language;
  private final String licence;

  Source(String file, String language, String licence) {
    this.file = file;
    this.language = language;
    this.licence = licence;
  }

  String file() {
    return file;
  }

  String language() {
    return language;
  }

  String licence() {
    return licence;
  }

  boolean aboutSpam() {
    return ordinal() >= BLOG.ordinal();
  }

  /**
   * The labels of a record, by column name; a file without a header has the columns {@code label}
   * and {@code text}.
   */
  Map<Attribute, Boolean> labels(Map<String, String> record) {
    return switch (this) {
      case JIGSAW -> toxicity(on(record, "toxic"));
      case JIGSAW_SIX -> six(record);
      case INSULTS -> toxicity(on(record, "Insult"));
      case WIKI,
          INSULTS_VERIFICATION,
          RUDDIT,
          REDDIT_MISOGYNY,
          YOUTOXIC,
          OLID,
          GERMEVAL_2021,
          REDDIT_BR ->
          toxicity(on(record, "label"));
      case TEMPLATES -> template(record);
      case IDENTITIES -> Map.of();
      case GERMEVAL_2018 -> toxicity("OFFENSE".equals(record.get("label")));
      case TOLD_BR ->
          toxicity(
              record.entrySet().stream()
                  .anyMatch(e -> !e.getKey().equals("text") && !e.getValue().startsWith("0")));
      case BLOG, TRACKBACKS, YOUTUBE -> Map.of(Attribute.SPAM, on(record, "CLASS"));
      case SMS -> Map.of(Attribute.SPAM, "spam".equals(record.get("label")));
      case TELEGRAM, X_SCAM -> Map.of(Attribute.SPAM, on(record, "label"));
    };
  }

  /** The text of a record. */
  String text(Map<String, String> record) {
    String column =
        switch (this) {
          case JIGSAW, JIGSAW_SIX -> "comment_text";
          case INSULTS -> "Comment";
          case TEMPLATES -> "Text";
          case BLOG, TRACKBACKS -> "TEXT";
          case YOUTUBE -> "CONTENT";
          case INSULTS_VERIFICATION,
              RUDDIT,
              REDDIT_MISOGYNY,
              YOUTOXIC,
              OLID,
              WIKI,
              IDENTITIES,
              GERMEVAL_2018,
              GERMEVAL_2021,
              TOLD_BR,
              REDDIT_BR,
              SMS,
              TELEGRAM,
              X_SCAM ->
              "text";
        };
    String text = record.getOrDefault(column, "");
    return this == INSULTS ? Tables.pythonText(text) : text;
  }

  /** The unit of a source that is left out together: a video for YouTube, otherwise the source. */
  String part(Map<String, String> record) {
    return this == YOUTUBE ? record.getOrDefault("VIDEO", "") : name();
  }

  /**
   * Whether a label cannot be trusted: a program typed a blog comment that is an HTML link,
   * whatever its label says.
   */
  boolean doubts(Map<Attribute, Boolean> labels, String text) {
    return this == BLOG
        && Boolean.FALSE.equals(labels.get(Attribute.SPAM))
        && text.contains("<a href");
  }

  private static boolean on(Map<String, String> record, String column) {
    return "1".equals(record.get(column));
  }

  /**
   * Whether a comment from a discussion, which nobody labelled as spam, counts as clean of spam.
   */
  private static Map<Attribute, Boolean> toxicity(boolean toxic) {
    return Map.of(Attribute.TOXICITY, toxic, Attribute.SPAM, false);
  }

  private static Map<Attribute, Boolean> six(Map<String, String> record) {
    Map<Attribute, Boolean> labels = new java.util.EnumMap<>(Attribute.class);
    SIX.forEach((column, attribute) -> labels.put(attribute, on(record, column)));
    return labels;
  }

  private static Map<Attribute, Boolean> template(Map<String, String> record) {
    boolean bad = "BAD".equals(record.get("Label"));
    String text = record.getOrDefault("Text", "");
    if (!bad) {
      return Map.of(Attribute.TOXICITY, false);
    }
    boolean threat =
        text.startsWith("kill ") || text.startsWith("murder ") || text.startsWith("destroy ");
    return Map.of(
        Attribute.TOXICITY, true, Attribute.THREAT, threat, Attribute.IDENTITY_ATTACK, true);
  }
}
