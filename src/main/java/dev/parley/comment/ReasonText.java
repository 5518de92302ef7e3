package dev.parley.comment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The reasons for restricting a comment, in the sentences its author reads. */
public final class ReasonText {
  /** The code of a refusal by an exact rule. */
  public static final String RULE = "rule";

  /** The code of a refusal by a score above the limit a site has set. */
  public static final String SCORE = "score";

  /** The code for everything that no other reason describes. */
  public static final String OTHER = "other";

  private static final Map<String, String> SENTENCES =
      Map.of(
          "personal-attack",
          "It attacks a person instead of what they said.",
          "hate-or-threats",
          "It contains hate or threats.",
          "off-topic",
          "It is not about the article.",
          "false-or-misleading",
          "It is false or misleading.",
          "advertising",
          "It advertises something.",
          OTHER,
          "It does not follow the comment rules.",
          RULE,
          "It contains words that are not accepted here.",
          SCORE,
          "An automatic score for hurtful language is above the limit this site has set; no person"
              + " has read it. If you think the score is wrong, appeal, and a person will look at"
              + " it.");

  /** Choices that say the words of a comment hurt. */
  private static final List<String> ABOUT_TONE = List.of("personal-attack", "hate-or-threats");

  /** Choices that say nothing about its tone. */
  private static final List<String> ABOUT_ELSE =
      List.of("off-topic", "false-or-misleading", "advertising", OTHER);

  private static final List<String> CHOICES =
      Stream.concat(ABOUT_TONE.stream(), ABOUT_ELSE.stream()).toList();

  private ReasonText() {}

  /** The reasons a moderator may reject for, in the order of the menu. */
  public static List<String> choices() {
    return CHOICES;
  }

  /**
   * Whether a rejection says something about the comment's tone: unless its reason is a choice that
   * does not.
   */
  public static boolean isAboutTone(String reason) {
    return !ABOUT_ELSE.contains(reason);
  }

  /** All codes that have a sentence of their own. */
  public static Set<String> codes() {
    return SENTENCES.keySet();
  }

  /** The sentence for a code. A reason in free text is its own sentence. */
  public static String sentence(String reason) {
    return SENTENCES.getOrDefault(reason, reason);
  }
}
