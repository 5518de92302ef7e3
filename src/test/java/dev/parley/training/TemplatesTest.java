package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.model.Features;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  private static Example example(String text) {
    Reading reading = Reading.of(text);
    return new Example(
        Source.BLOG, "", text, reading.normalized(), 0, Features.of(reading), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "Great post about knives. I will come back to your weblog every single day., false",
    "GREAT POST about carpets; i will come back to your weblog every night!, false",
    "The mayor said nothing about the bridge when the council met on Monday evening., true",
    "Great., true",
    "'', true"
  })
  void isNew_tellsWhatWasFilledInFromAKnownForm(String text, boolean isNew) {
    Templates templates =
        new Templates(
            List.of(
                example("Great post about shoes. I will come back to your weblog every week."),
                example("I said nothing.")));

    assertEquals(isNew, templates.isNew(example(text)));
  }
}
