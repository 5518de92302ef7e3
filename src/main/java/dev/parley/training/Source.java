package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Wording;
import java.util.Map;

/**
 * A file of labelled comments that the trainer reads if it is in the data folder. The model card
 * has the formats and known problems.
 */
enum Source {
  JIGSAW("jigsaw2018_toxic.csv.gz", "en", "annotations CC0, text CC BY-SA 3.0", Layout.JIGSAW),
  JIGSAW_SIX(
      "jigsaw2018_sixlabels.csv.gz", "en", "annotations CC0, text CC BY-SA 3.0", Layout.JIGSAW_SIX),
  INSULTS("kaggle_insults_train.csv.gz", "en", "none stated", Layout.INSULTS),
  INSULTS_VERIFICATION("kaggle_insults_verification.tsv.gz", "en", "none stated"),
  RUDDIT("ruddit.tsv.gz", "en", "none stated"),
  REDDIT_MISOGYNY("reddit_misogyny.tsv.gz", "en", "MIT"),
  YOUTOXIC("youtoxic_youtube.tsv.gz", "en", "none stated"),
  OLID("olid_tweets.tsv.gz", "en", "terms of the original unverified"),
  WIKI("wiki_context_gc_gn.csv.gz", "en", "Apache-2.0"),
  TEMPLATES("bias_madlibs_77k.csv.gz", "en", "Apache-2.0", Layout.TEMPLATES),
  /** Made by {@link Identities}; there is no file. */
  IDENTITIES("sentences of our own that name groups", "en", "Parley's", Layout.OWN),
  FOX_NEWS("toxicity_en_foxnews.tsv.gz", "en", "MIT"),
  ETHOS("toxicity_en_ethos.tsv.gz", "en", "GPL-3"),
  CHAT_BOTS("toxicity_en_convabuse.tsv.gz", "en", "CC BY 4.0"),
  STORMFRONT("toxicity_en_stormfront.tsv.gz", "en", "CC BY-SA 3.0 ES"),
  /** Made by {@link Sentences}, as the two below; there is no file. */
  OWN_ENGLISH("sentences of our own in English", "en", "Parley's", Layout.OWN),
  OWN_GERMAN("sentences of our own in German", "de", "Parley's", Layout.OWN),
  OWN_PORTUGUESE("sentences of our own in Portuguese", "pt", "Parley's", Layout.OWN),
  GERMEVAL_2018("germeval2018.training.txt.gz", "de", "CC BY 4.0", Layout.OFFENSE),
  GERMEVAL_2021("germeval2021_de.tsv.gz", "de", "none stated"),
  TOLD_BR("told_br.csv.gz", "pt", "CC BY-SA 4.0", Layout.KINDS),
  REDDIT_BR("reddit_br_pt.tsv.gz", "pt", "MIT"),
  KO_KMHAS("toxicity_ko_kmhas.tsv.gz", "ko", "CC BY-SA 4.0"),
  KO_BEEP("toxicity_ko_beep.tsv.gz", "ko", "CC BY-SA 4.0"),
  KO_ZIZUN("toxicity_ko_zizun.tsv.gz", "ko", "MIT"),
  RO_GSP("toxicity_ro_gsp.tsv.gz", "ro", "Apache-2.0"),
  HI_MACD("toxicity_hi_macd.tsv.gz", "hi", "none stated"),
  FA_INSTAGRAM("toxicity_fa_instagram.tsv.gz", "fa", "none stated"),
  FA_PARSOFF("toxicity_fa_parsoff.tsv.gz", "fa", "none stated"),
  AR_OFFENSEVAL("toxicity_ar_offenseval.tsv.gz", "ar", "CC BY 4.0"),
  AR_LHSAB("toxicity_ar_lhsab.tsv.gz", "ar", "none stated"),
  AR_MLMA("toxicity_ar_mlma.tsv.gz", "ar", "MIT"),
  TR_OFFENSEVAL("toxicity_tr_offenseval.tsv.gz", "tr", "CC BY 2.0"),
  EL_OGTD("toxicity_el_ogtd.tsv.gz", "el", "CC BY 4.0"),
  PL_POLEVAL("toxicity_pl_poleval.tsv.gz", "pl", "BSD-3-Clause"),
  VI_VIHOS("toxicity_vi_vihos.tsv.gz", "vi", "MIT (derived from a set published for research)"),
  DA_DKHATE("toxicity_da_dkhate.tsv.gz", "da", "CC BY 4.0"),
  /** From here on to Hindi in Latin letters: languages that were tried and have no model. */
  ZH_COLD("toxicity_zh_cold.tsv.gz", "zh", "Apache-2.0"),
  RU_VK("toxicity_ru_vk.tsv.gz", "ru", "MIT"),
  RU_YOUTUBE("toxicity_ru_youtube.tsv.gz", "ru", "none stated"),
  ES_CHILE("toxicity_es_chile.tsv.gz", "es", "as on IEEE DataPort, not checked"),
  FR_MLMA("toxicity_fr_mlma.tsv.gz", "fr", "MIT"),
  HI_LATN_HOT("toxicity_hilatn_hot.tsv.gz", "hi-Latn", "none stated"),
  BLOG("wp_blog_comments.csv.gz", "en", "none stated", Layout.BLOG),
  TRACKBACKS("wp_trackback_spam.csv.gz", "en", "none stated", Layout.BLOG),
  YOUTUBE("youtube_spam.csv.gz", "en", "CC BY 4.0 (1,253 rows), none stated (703)", Layout.VIDEOS),
  SMS("sms_spam.tsv.gz", "en", "CC BY 4.0", Layout.HAM_OR_SPAM),
  TELEGRAM("tgspam_samples.tsv.gz", "en", "MIT", Layout.SPAM),
  X_SCAM("janitr_x_scam.tsv.gz", "en", "MIT", Layout.SPAM),
  GAMBLING("spam_id_judol.tsv.gz", "id", "MIT", Layout.SPAM);

  private final String file;
  private final String language;
  private final String licence;
  private final Layout layout;

  Source(String file, String language, String licence) {
    this(file, language, licence, Layout.LABELLED);
  }

  Source(String file, String language, String licence, Layout layout) {
    this.file = file;
    this.language = language;
    this.licence = licence;
    this.layout = layout;
  }

  String file() {
    return file;
  }

  /** Its name in reports. */
  String title() {
    return file.replaceFirst("\\.(csv|tsv|txt)\\.gz$", "");
  }

  String language() {
    return language;
  }

  String licence() {
    return licence;
  }

  boolean aboutSpam() {
    return layout.aboutSpam();
  }

  /** What the models that it trains read: spam is known by the look of a text too. */
  Wording wording() {
    return aboutSpam() ? Wording.COMMENT : Wording.of(language);
  }

  /** Whether its sentences come from patterns of our own, which are split as a whole. */
  boolean isOurs() {
    return switch (this) {
      case IDENTITIES, OWN_ENGLISH, OWN_GERMAN, OWN_PORTUGUESE -> true;
      default -> false;
    };
  }

  /**
   * The labels of a record, by column name; a file without a header has the columns {@code label}
   * and {@code text}. The spam model reads the shape of texts, so only its own sources teach it in
   * languages of which only words are read.
   */
  Map<Attribute, Boolean> labels(Map<String, String> record) {
    Map<Attribute, Boolean> labels = layout.labels(record);
    return wording() == Wording.COMMENT
        ? labels
        : Map.of(Attribute.TOXICITY, labels.getOrDefault(Attribute.TOXICITY, false));
  }

  /** The text of a record. */
  String text(Map<String, String> record) {
    return layout.text(record);
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
}
