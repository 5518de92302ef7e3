package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures our own sentences from patterns that did not train: the share of each kind that the
 * models' scores hold under default settings.
 */
final class SentenceFigures {
  private static final Map<Source, String> LANGUAGES =
      new EnumMap<>(
          Map.of(
              Source.OWN_ENGLISH,
              "English",
              Source.OWN_GERMAN,
              "German",
              Source.OWN_PORTUGUESE,
              "Portuguese"));

  private final Scored scored;
  private final SiteSettings settings;
  private final Figures figures;

  SentenceFigures(Scored scored, SiteSettings settings, Figures figures) {
    this.scored = scored;
    this.settings = settings;
    this.figures = figures;
  }

  /** The figure of one kind of sentence in a language, by its English name. */
  static String name(String language, String kind) {
    return "our own sentences in "
        + language
        + ", patterns that did not train, held by default: "
        + kind;
  }

  void add() {
    LANGUAGES.forEach(this::add);
  }

  private void add(Source source, String language) {
    Scored own = scored.of(source);
    Map<String, Sentences.Kind> kinds = Sentences.kinds(source.language());
    for (Sentences.Kind kind : Sentences.Kind.values()) {
      figures.share(
          name(language, kind.word()), own.where(e -> kinds.get(e.part()) == kind), this::isHeld);
    }
  }

  private boolean isHeld(Scored.Row row) {
    return row.of(Attribute.TOXICITY) >= settings.toxicityHold()
        || row.of(Attribute.SPAM) >= settings.spamHold();
  }
}
