package dev.parley.site;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a text in a language that no model of toxicity knows. */
public enum Unmodelled {
  /** It waits for a moderator. */
  HOLD,
  /** Everything but the missing score decides; it waits only if the site does not expect it. */
  RULES,
  /**
   * As with rules, and its language is no reason to hold it even if the site does not expect it.
   */
  SHOW;

  static Unmodelled of(@Nullable Object value) {
    if (value == null) {
      return RULES;
    }
    return Arrays.stream(values())
        .filter(one -> one.code().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unmodelled must be hold, rules or show"));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
