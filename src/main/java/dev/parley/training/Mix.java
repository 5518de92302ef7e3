package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Decides which rows train English toxicity, how many of each source, and in which style.
 *
 * <p>While training, each style has a bias of its own: otherwise the share of toxic comments in a
 * source would count as a property of its style. Sources whose rows are nearly all clean share the
 * style that scores are given in: they teach that their way of writing is not toxic.
 */
final class Mix {
  /**
   * For the fast model. Reddit comments would raise its false flags on news by a quarter and lower
   * AUC on insults from .908 to .895; the second opinion can take them.
   */
  static final Mix FAST =
      new Mix(Map.of(Source.WIKI, 1.0), Map.of(Source.REDDIT_MISOGYNY, 0.2), 0.25);

  /**
   * For the second opinion, whose vectors are expensive: fewer of the clean rows of one kind. The
   * comments of Fox News and of ETHOS, and what people say to chat bots, would lower the fast
   * model's AUC on insults from .909 to .903.
   */
  static final Mix ENCODER =
      new Mix(
          Map.of(
              Source.WIKI,
              0.25,
              Source.RUDDIT,
              1.0,
              Source.OLID,
              0.15,
              Source.FOX_NEWS,
              1.0,
              Source.ETHOS,
              1.0,
              Source.CHAT_BOTS,
              1.0),
          Map.of(Source.REDDIT_MISOGYNY, 0.4),
          0.5);

  /** The style that scores are given in: talk about articles. */
  static final Source STYLE = Source.JIGSAW;

  private final Map<Source, Double> cleanOnly = new EnumMap<>(Source.class);
  private final Map<Source, Double> whole = new EnumMap<>(Source.class);

  private Mix(Map<Source, Double> whole, Map<Source, Double> cleanOnly, double messages) {
    this.cleanOnly.putAll(cleanOnly);
    this.cleanOnly.put(Source.YOUTUBE, 1.0);
    for (Source source : List.of(Source.SMS, Source.X_SCAM, Source.TELEGRAM)) {
      this.cleanOnly.put(source, messages);
    }
    this.whole.putAll(whole);
    for (Source source :
        List.of(
            Source.JIGSAW,
            Source.JIGSAW_SIX,
            Source.INSULTS,
            Source.INSULTS_VERIFICATION,
            Source.TEMPLATES,
            Source.OWN_ENGLISH,
            Source.IDENTITIES)) {
      this.whole.put(source, 1.0);
    }
  }

  /** The rows of a part of the data. */
  List<Example> rows(Corpus corpus, Example.Split split) {
    List<Example> rows = new ArrayList<>();
    for (Example example : corpus.where(e -> e.split() == split)) {
      Double kept = whole.get(example.source());
      Double keptClean = cleanOnly.get(example.source());
      if (kept != null && example.knows(Attribute.TOXICITY) && kept(example, kept)) {
        rows.add(example);
      } else if (keptClean != null && isClean(example) && kept(example, keptClean)) {
        rows.add(example.with(Attribute.TOXICITY, false));
      }
    }
    return rows;
  }

  /** The style of a source, as a name. */
  static String style(Source source) {
    return switch (source) {
      case INSULTS, INSULTS_VERIFICATION, RUDDIT, OLID, FOX_NEWS, ETHOS, CHAT_BOTS -> source.name();
      // Where only words are read, each file has a share of toxic comments of its own.
      default -> source.wording() == Wording.COMMENT ? STYLE.name() : source.name();
    };
  }

  /** Whether a comment is labelled as neither spam nor toxic. */
  private static boolean isClean(Example example) {
    return example.knows(Attribute.SPAM)
        && !example.is(Attribute.SPAM)
        && !example.is(Attribute.TOXICITY);
  }

  /** Whether an example belongs to this share of all, decided by its words and the seed. */
  static boolean kept(Example example, double share) {
    return new SplittableRandom(Double.doubleToLongBits(example.share())).nextDouble() < share;
  }
}
