package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {
  private static Sketch sketch(String text) {
    return Reading.of(text).sketch().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I have been earning five thousand dollars a week from home with this simple trick ask me how \
          | I have been earning nine thousand dollars a week from home with this easy trick ask me how
          Right now a hacker leaked a brand new video of the singer, view the full thing here: a.example \
          | Today a hacker leaked a brand new video of the singer, watch the full thing here: b.example/x
          The ferry leaves at 8 from the old harbour and costs 12 crowns for two persons and a dog \
          | The ferry leaves at 9 from the old harbour and costs 35 crowns for two persons and a dog
          I found your blog on a search engine and check a few of your early posts, keep it up \
          | <p>I found your <b>blog</b> on a search engine and checked a few of your early posts, keep it up
          这个视频真的太好看了大家一定要去看看 | 这个影片真的太好看了大家一定要去看看
          """)
  void likeness_oneTemplate_isNear(String one, String other) {
    double likeness = sketch(one).likeness(sketch(other));

    assertTrue(likeness >= 0.4375, () -> "likeness " + likeness);
    assertTrue(
        IntStream.range(0, Sketch.BANDS)
            .anyMatch(band -> sketch(one).band(band) == sketch(other).band(band)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The council voted against the new bridge because nobody could say who would pay for it \
          | The council voted for a second school because everybody could see that the first is full
          I disagree with every word of this article and here is why I think that it is wrong \
          | I agree with every sentence of what you wrote and there is more that should be said
          <a href="https://a.example" rel="nofollow">cheap boots</a> the winter sale has begun this very week for everybody \
          | <a href="https://b.example" rel="nofollow">my page</a> do not miss our summer offer on garden chairs and tables
          我昨天去了图书馆借了三本书然后回家 | 今年的冬天特别冷我们都不想出门去上班
          """)
  void likeness_strangers_isFar(String one, String other) {
    double likeness = sketch(one).likeness(sketch(other));

    assertTrue(likeness < 0.2, () -> "likeness " + likeness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!!! ...",
        "First!",
        "Thank you so much for this article",
        "Happy birthday to you, happy birthday to you, happy birthday",
        "ha ha ha ha ha ha ha ha ha ha ha ha ha ha",
        "https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4",
        "太好看了"
      })
  void sketch_shortOrRepetitiveText_isNone(String text) {
    assertTrue(Reading.of(text).sketch().isEmpty());
  }

  @Test
  void ofBytes_whatWasStored_isTheSame() {
    Sketch sketch = sketch("The council voted against the new bridge because nobody would pay.");

    Sketch again = Sketch.ofBytes(sketch.toBytes()).orElseThrow();

    assertEquals(1, sketch.likeness(again));
    assertTrue(Sketch.ofBytes(new byte[3]).isEmpty());
  }
}
