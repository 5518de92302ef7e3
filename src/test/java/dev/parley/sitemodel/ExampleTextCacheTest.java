package dev.parley.sitemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parley.comment.Author;
import dev.parley.learning.LabelledExample;
import dev.parley.model.Attribute;
import dev.parley.model.Scores;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExampleTextCacheTest {
  private static final Instant DECIDED = Instant.parse("2026-05-04T10:00:00Z");
  private static final Author ADA = author("Ada");
  private static final String TEXT = "The ferry to Quillgate sails on Sundays again.";

  private final List<String> scored = new ArrayList<>();
  private final ExampleTextCache texts =
      new ExampleTextCache(
          (reading, features, language) -> {
            scored.add(reading.original());
            return new Scores("en", Map.of(Attribute.SPAM, 0.25));
          });

  private static Author author(String name) {
    return new Author(new UUID(0, name.hashCode()), name, Optional.empty(), Optional.empty());
  }

  private LabelledExample read(String text, Author author, boolean spam, String... languages) {
    RawExample raw =
        new RawExample(
            text, Map.of(Attribute.SPAM, spam), "ben", true, Optional.of(author), DECIDED, DECIDED);
    JsonObject settings = new JsonObject();
    if (languages.length > 0) {
      settings.put("languages", new JsonArray(List.of(languages)));
    }
    return texts.read(raw, SiteSettings.of(settings));
  }

  @Test
  void text_ofALaterRun_isNotReadAgain() {
    LabelledExample first = read(TEXT, ADA, false);
    LabelledExample later = read(TEXT, ADA, false);

    assertSame(first.input(), later.input());
    assertEquals(List.of(TEXT), scored);
  }

  @Test
  void text_decidedOtherwiseMeanwhile_hasItsNewLabel() {
    read(TEXT, ADA, false);

    assertEquals(Map.of(Attribute.SPAM, true), read(TEXT, ADA, true).labels());
  }

  @Test
  void text_ofAnotherAuthor_hasThatAuthorsMetadata() {
    int[] ofAda = read(TEXT, ADA, false).input().metadata();
    int[] ofAnother = read(TEXT, author("Best Loans Online"), false).input().metadata();

    assertFalse(Arrays.equals(ofAda, ofAnother));
  }

  @Test
  void text_whereTheSiteHasOtherLanguagesNow_isScoredAgain() {
    read(TEXT, ADA, false, "en");
    read(TEXT, ADA, false, "pt");

    assertEquals(List.of(TEXT, TEXT), scored);
  }
}
