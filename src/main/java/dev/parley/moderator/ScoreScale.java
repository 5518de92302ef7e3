package dev.parley.moderator;

import dev.parley.problem.Refusal;
import java.util.Locale;

/** The scale on which a site's key gets scores. */
public enum ScoreScale {
  /** Parley's own probabilities. */
  PARLEY,
  /** Perspective's, as far as the site has calibrated with its old scores. */
  PERSPECTIVE;

  /** The name in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ScoreScale of(String code) {
    for (ScoreScale scale : values()) {
      if (scale.code().equals(code)) {
        return scale;
      }
    }
    throw Refusal.invalid("scale", "Use parley or perspective");
  }
}
