package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.screening.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Chance alone says which comments are decided blind. */
class BlindCheckTest {
  private static List<Float> drawn(Verdict verdict, double share) {
    BlindCheck check = new BlindCheck(new Random(11));
    return java.util.stream.IntStream.range(0, 20_000)
        .mapToObj(i -> check.draw(verdict, share))
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void published_areDrawnAsOftenAsTheSiteSays_heldFiveTimesAsOften() {
    // Four standard deviations of 20,000 draws.
    assertEquals(400, drawn(Verdict.APPROVE, 0.02).size(), 80);
    assertEquals(2_000, drawn(Verdict.HOLD, 0.02).size(), 170);
    assertEquals(10_000, drawn(Verdict.HOLD, 0.1).size(), 283);
  }

  @Test
  void refused_areNeverDrawn_norAnythingWhereTheSiteWantsNone() {
    assertEquals(List.of(), drawn(Verdict.SPAM, 0.1));
    assertEquals(List.of(), drawn(Verdict.REJECT, 0.1));
    RandomGenerator unasked =
        () -> {
          throw new AssertionError("chance was asked");
        };
    assertEquals(Optional.empty(), new BlindCheck(unasked).draw(Verdict.APPROVE, 0));
    assertEquals(Optional.empty(), new BlindCheck(unasked).draw(Verdict.HOLD, 0));
  }

  @Test
  void places_ofPublishedAndHeld_areSpreadAlikeOverTheWholeQueue() {
    for (Verdict verdict : List.of(Verdict.APPROVE, Verdict.HOLD)) {
      List<Float> places = drawn(verdict, 0.1);
      assertTrue(places.stream().allMatch(place -> place >= 0 && place < 1), verdict.code());
      double mean = places.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
      // Four standard errors of the mean of 2,000 even draws.
      assertEquals(0.5, mean, 0.026, verdict.code());
    }
  }
}
