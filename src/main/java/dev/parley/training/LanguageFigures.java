package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.ModelledLanguage;
import dev.parley.site.SiteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures toxicity in each language with a model but English, by file and against its floor. */
final class LanguageFigures {
  private static final double FALSE_FLAGS = 0.01;

  private final Scored scored;
  private final SiteSettings settings;
  private final Figures figures;

  LanguageFigures(Scored scored, SiteSettings settings, Figures figures) {
    this.scored = scored;
    this.settings = settings;
    this.figures = figures;
  }

  void add() {
    for (ModelledLanguage language : ModelledLanguage.values()) {
      if (language != ModelledLanguage.ENGLISH) {
        add(language);
      }
    }
  }

  private void add(ModelledLanguage language) {
    Optional<Floor> floor = Floor.of(language);
    List<Source> held = floor.map(Floor::sources).orElse(List.of());
    double least = floor.map(Floor::auc).orElse(Double.NaN);
    List<LanguageRow> rows = new ArrayList<>();
    for (Source source : Source.values()) {
      Metrics own = scored.of(source).metrics(Attribute.TOXICITY);
      if (source.language().equals(language.code()) && own.ranks()) {
        boolean alone = held.equals(List.of(source));
        LanguageRow row = row(language, source, own, alone ? least : Double.NaN);
        figures.add(row);
        if (held.contains(source)) {
          rows.add(row);
        }
      }
    }
    if (rows.size() > 1 && rows.size() == held.size()) {
      figures.add(new LanguageRow(language, "mean", mean(rows), Double.NaN, Double.NaN, least));
    }
  }

  private LanguageRow row(ModelledLanguage language, Source source, Metrics own, double floor) {
    String name = "toxicity, " + language.inEnglish() + ", " + source.title();
    figures.add(name + ": AUC", own, Metrics::auc);
    Figure auc = figures.all().get(figures.all().size() - 1);
    figures.add(name + ": recall at 1 % false flags", own, m -> m.recallAtFalseFlags(FALSE_FLAGS));
    figures.add(
        name + ": false flags at " + settings.toxicityHold(),
        own,
        m -> m.above(Math.nextDown(settings.toxicityHold()), false));
    return new LanguageRow(
        language,
        source.title(),
        auc,
        own.recallAtFalseFlags(FALSE_FLAGS),
        own.above(Math.nextDown(settings.toxicityHold()), false),
        floor);
  }

  /** The mean, with the interval that independent files give it. */
  private static Figure mean(List<LanguageRow> rows) {
    double value = rows.stream().mapToDouble(row -> row.auc().value()).average().orElse(Double.NaN);
    double low = 0;
    double high = 0;
    int all = 0;
    for (LanguageRow row : rows) {
      low += Math.pow(row.auc().value() - row.auc().low(), 2);
      high += Math.pow(row.auc().high() - row.auc().value(), 2);
      all += row.auc().rows();
    }
    return new Figure(
        "mean",
        value,
        value - Math.sqrt(low) / rows.size(),
        value + Math.sqrt(high) / rows.size(),
        all);
  }
}
