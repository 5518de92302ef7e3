package dev.parley.comment;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reasons a comment is restricted for, as its author is told. */
public final class ReasonText {
  /** The code of what a machine's exact rule refused. */
  public static final String RULE = "rule";

  /** The code of what a machine's score refused, above a limit the site has set. */
  public static final String SCORE = "score";

  /** The code of what no other reason describes. */
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
              + " has read it. If you think the score is wrong, write to the site's editors and ask"
              + " for a person to look at it.");

  private static final List<String> CHOICES =
      List.of(
          "personal-attack",
          "hate-or-threats",
          "off-topic",
          "false-or-misleading",
          "advertising",
          OTHER);

  private ReasonText() {}

  /** What a moderator may reject for, in the order of their choices. */
  public static List<String> choices() {
    return CHOICES;
  }

  /** All codes that have a sentence of their own. */
  public static Set<String> codes() {
    return SENTENCES.keySet();
  }

  /** The sentence for a code; free text is its own sentence. */
  public static String sentence(String reason) {
    return SENTENCES.getOrDefault(reason, reason);
  }
}
