package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final SecondOpinion BOTH =
      new SecondOpinion(
          Map.of(
              Attribute.TOXICITY,
              opinion(new Opinion.Band(0.1, 0.6)),
              Attribute.SPAM,
              opinion(new Opinion.Band(0.02, 0.99))));

  private static Opinion opinion(Opinion.Band band) {
    return new Opinion(
        new Opinion.Head(0.5f, new float[] {1, -2}),
        new Opinion.Stack(0.1, 0.6, 0.7),
        Calibration.LOGISTIC,
        band);
  }

  private static Scores scores(double toxicity, double spam) {
    return new Scores("en", Map.of(Attribute.TOXICITY, toxicity, Attribute.SPAM, spam));
  }

  @Test
  void doubts_eitherAttributeInItsBand() {
    assertTrue(BOTH.doubts(scores(0.3, 0.001)));
    assertTrue(BOTH.doubts(scores(0.01, 0.5)));
    assertFalse(BOTH.doubts(scores(0.01, 0.001)));
    assertFalse(BOTH.doubts(scores(0.9, 0.001)));
  }

  @Test
  void doubts_surelySpam_isNotAskedHowToxicItIs() {
    assertTrue(BOTH.doubts(scores(0.3, 0.98)));
    assertFalse(BOTH.doubts(scores(0.3, 0.995)));
  }

  @Test
  void score_vectorOfAnotherLength_fails() {
    Opinion opinion = BOTH.on(Attribute.SPAM);

    assertThrows(IllegalArgumentException.class, () -> opinion.raw(0, new float[3]));
    assertEquals(0.1 + 0.7 * (0.5 + 1 - 4), opinion.raw(0, new float[] {1, 2}), 1e-6);
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    SecondOpinion read = read(BOTH);

    assertEquals(Set.of(Attribute.TOXICITY, Attribute.SPAM), read.attributes());
    for (Attribute attribute : read.attributes()) {
      assertEquals(BOTH.on(attribute).band(), read.on(attribute).band());
      assertEquals(
          BOTH.on(attribute).probability(0.3, new float[] {1, 2}),
          read.on(attribute).probability(0.3, new float[] {1, 2}));
    }
  }

  @Test
  void on_attributeWithoutOpinion_fails() {
    assertThrows(IllegalArgumentException.class, () -> BOTH.on(Attribute.THREAT));
  }

  private static SecondOpinion read(SecondOpinion written) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    written.write(new DataOutputStream(bytes));
    return SecondOpinion.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
