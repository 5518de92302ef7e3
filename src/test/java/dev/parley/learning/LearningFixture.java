package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lessons of honest moderators, and what is learnt from them. */
abstract class LearningFixture {
  static final Thresholds THRESHOLDS = new Thresholds(0.8, 0.5);

  final Models models;
  final Wordings wordings = new Wordings(5);
  final List<LabelledExample> lessons = new ArrayList<>();

  LearningFixture() throws ModelUnavailable {
    models = Models.shipped();
  }

  ModelInput sight(String text) {
    Reading reading = Reading.of(text);
    Features features = Features.of(reading);
    return ModelInput.ofText(reading, features, models.score(features, "en"));
  }

  void lesson(String text, boolean spam, String by, String author) {
    lesson(text, Attribute.SPAM, spam, by, author);
  }

  void lesson(String text, Attribute attribute, boolean label, String by, String author) {
    lesson(text, attribute, label, by, true, author);
  }

  void lesson(
      String text, Attribute attribute, boolean label, String by, boolean decided, String author) {
    Reading reading = Reading.of(text);
    Instant at = Instant.ofEpochSecond(1 + lessons.size());
    lessons.add(
        new LabelledExample(
            sight(text),
            Map.of(attribute, label),
            by,
            decided,
            author,
            reading.fingerprint(),
            reading.sketch(),
            at,
            at));
  }

  void honest(int count) {
    for (int i = 0; i < count; i++) {
      boolean spam = i % 2 == 0;
      lesson(wordings.of(spam), spam, i % 4 < 2 ? "ana" : "tom", "reader " + i);
    }
  }

  SiteModel learnt() {
    return TrainingRun.hold(lessons, SiteModel.SHIPPED, Optional.empty(), THRESHOLDS, 1)
        .challenger();
  }

  /** The mean score of texts of a kind that nobody has decided about. */
  double mean(SiteModel model, boolean spam) {
    Wordings fresh = new Wordings(77);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      sum += model.scores(sight(fresh.of(spam))).of(Attribute.SPAM).orElseThrow();
    }
    return sum / 50;
  }
}
