package dev.parley.comment;

import java.util.Map;

/** The reasons a comment is restricted for, as its author is told. */
public final class ReasonText {
  /** The code of what a machine's exact rule refused. */
  public static final String RULE = "rule";

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
          "other",
          "It does not follow the comment rules.",
          RULE,
          "It contains words that are not accepted here.");

  private ReasonText() {}

  /** The sentence for a code; free text is its own sentence. */
  public static String sentence(String reason) {
    return SENTENCES.getOrDefault(reason, reason);
  }
}
