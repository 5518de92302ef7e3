package dev.parley.screening;

import dev.parley.comment.ReasonText;

/** When a held comment may be a threat: whoever tells of it is then careful with its text. */
public final class Threats {
  /**
   * From which score on, in [0,1], a held comment may be a threat. Threats are so rare that the
   * calibrated model finds even plain ones improbable: of twelve, six had from .027 to .096, while
   * eight insults and harmless texts had at most .023.
   */
  public static final double SCORE = 0.025;

  /** The reason with which moderators reject threats, of {@link ReasonText#choices()}. */
  public static final String REJECTION = "hate-or-threats";

  private Threats() {}
}
