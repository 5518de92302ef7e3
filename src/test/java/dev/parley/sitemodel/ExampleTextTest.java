package dev.parley.sitemodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.learning.LabelledExample;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import dev.parley.text.Reading;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of a text that is learnt from. */
class ExampleTextTest {
  private static final Scores SCORES = new Scores("en", Map.of(Attribute.SPAM, 0.5));

  private final List<String> scored = new ArrayList<>();

  private LabelledExample read(String text) {
    RawExample raw =
        new RawExample(
            text,
            Map.of(Attribute.SPAM, true),
            "ana",
            true,
            Optional.empty(),
            Instant.EPOCH,
            Instant.EPOCH);
    return raw.labelled(
        ExampleText.of(
            text,
            dev.parley.comment.Text.Format.MARKDOWN,
            Optional.empty(),
            SiteSettings.of(new JsonObject()),
            (reading, features, language) -> {
              scored.add(reading.original());
              return SCORES;
            }));
  }

  private static void assertFeatures(String expected, LabelledExample example) {
    Features features = Features.of(Reading.of(expected));
    for (int group = 0; group < Features.GROUPS; group++) {
      assertArrayEquals(features.hashes(group), example.input().features().hashes(group));
    }
  }

  @Test
  void text_ofTheUsualLength_isLearntFromAsAWhole() {
    String text = "The harbour 🚢 ".repeat(10);

    assertFeatures(text, read(text));
  }

  @Test
  void text_thatIsLong_isLearntFromItsBeginningAndScoredAsAWhole() {
    String beginning = "🚢 ferry, ".repeat(200).substring(0, ExampleText.MOST_LEARNT + 112);
    assertEquals(ExampleText.MOST_LEARNT, beginning.codePointCount(0, beginning.length()));
    String text = beginning + " and much more of winter timetables at https://late.example/1";

    LabelledExample example = read(text);

    assertFeatures(beginning, example);
    assertEquals(List.of(text), scored);
    assertNotEquals(read(beginning).fingerprint(), example.fingerprint());
    assertNotEquals(read(beginning).input().metadata().length, example.input().metadata().length);
  }
}
