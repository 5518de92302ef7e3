package dev.parley.model;

import java.util.Locale;

/** How far scores in a language can be relied on. */
public enum Quality {
  /** Good on comments of the kind that sites get; a site may let such scores decide. */
  RELEASE,
  /** From one source of another kind, or from little data: orders and holds, never rejects. */
  BETA,
  /** No model: only exact rules look at the text. */
  RULES;

  /** The quality of toxicity scores in a language, given by its tag. */
  public static Quality of(String language) {
    return ModelledLanguage.of(language).map(ModelledLanguage::quality).orElse(RULES);
  }

  /** The API's word for it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
