package dev.parley.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {
  private static final List<String> VOCABULARY =
      List.of(
          "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##s", "ca", "##fe", "!", "-", "中", "don");
  private static final WordPiece PIECES = new WordPiece(numbered());

  private static Map<String, Integer> numbered() {
    return VOCABULARY.stream()
        .collect(java.util.stream.Collectors.toMap(piece -> piece, VOCABULARY::indexOf));
  }

  private static String pieces(String text, int most) {
    StringBuilder read = new StringBuilder();
    for (long piece : PIECES.pieces(text, most)) {
      read.append(VOCABULARY.get((int) piece)).append(' ');
    }
    return read.toString().strip();
  }

  @ParameterizedTest
  @CsvSource({
    "playing, [CLS] play ##ing [SEP]",
    "PLAYS!, [CLS] play ##s ! [SEP]",
    "Café, [CLS] ca ##fe [SEP]",
    "play-ing, [CLS] play - [UNK] [SEP]",
    "中中, [CLS] 中 中 [SEP]",
    "played, [CLS] [UNK] [SEP]",
    "'  ', [CLS] [SEP]",
    "play\u200bing, [CLS] play ##ing [SEP]",
  })
  void pieces_text_longestKnownFromTheLeft(String text, String expected) {
    assertEquals(expected, pieces(text, 16));
  }

  @Test
  void pieces_moreThanFit_endWithTheMarkOfTheEnd() {
    assertEquals("[CLS] play ##ing [SEP]", pieces("playing playing playing", 4));
  }

  @Test
  void pieces_shippedVocabulary_areThoseOfBert() throws Exception {
    try (var json = Encoder.class.getResourceAsStream("/e5-small-v2-q-tokenizer.json")) {
      assertArrayEquals(
          new long[] {101, 7592, 2088, 999, 102},
          new WordPiece(Encoder.vocabulary(json)).pieces("Hello, world!".replace(",", ""), 128));
    }
  }
}
