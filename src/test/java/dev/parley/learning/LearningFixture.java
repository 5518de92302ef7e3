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

/** Examples by honest moderators, and the model that is learnt from them. */
abstract class LearningFixture {
  static final Thresholds THRESHOLDS = new Thresholds(0.8, 0.5);

  final Models models;
  final Wordings wordings = new Wordings(5);
  final List<LabelledExample> examples = new ArrayList<>();

  LearningFixture() throws ModelUnavailable {
    models = Models.shipped();
  }

  ModelInput input(String text) {
    Reading reading = Reading.of(text);
    Features features = Features.of(reading);
    return ModelInput.ofText(reading, features, models.score(features, "en"));
  }

  void example(String text, boolean spam, String by, String author) {
    example(text, Attribute.SPAM, spam, by, author);
  }

  void example(String text, Attribute attribute, boolean label, String by, String author) {
    example(text, attribute, label, by, true, author);
  }

  void example(
      String text, Attribute attribute, boolean label, String by, boolean decided, String author) {
    Reading reading = Reading.of(text);
    Instant at = Instant.ofEpochSecond(1 + examples.size());
    examples.add(
        new LabelledExample(
            input(text),
            "en",
            Map.of(attribute, label),
            by,
            decided,
            author,
            reading.fingerprint(),
            reading.sketch(),
            at,
            at));
  }

  /** The same example in another language. */
  static LabelledExample inLanguage(LabelledExample one, String language) {
    return new LabelledExample(
        one.input(),
        language,
        one.labels(),
        one.by(),
        one.decided(),
        one.author(),
        one.fingerprint(),
        one.sketch(),
        one.first(),
        one.at());
  }

  void honest(int count) {
    for (int i = 0; i < count; i++) {
      boolean spam = i % 2 == 0;
      example(wordings.of(spam), spam, i % 4 < 2 ? "ana" : "tom", "reader " + i);
    }
  }

  SiteModel learnt() {
    return TrainingRun.of(examples, SiteModel.SHIPPED, Optional.empty(), THRESHOLDS, 1)
        .challenger();
  }

  /** The mean score of texts of a kind that nobody has decided about. */
  double mean(SiteModel model, boolean spam) {
    Wordings fresh = new Wordings(77);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      sum += model.scores(input(fresh.of(spam))).of(Attribute.SPAM).orElseThrow();
    }
    return sum / 50;
  }
}
