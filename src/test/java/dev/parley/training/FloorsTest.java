package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.training.EvaluateCommand.When;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorsTest {
  private static List<String> missed(String name, double value, int rows) {
    Figures figures = new Figures(new Bootstrap(7));
    if (!name.equals("toxicity, Jigsaw: AUC")) {
      figures.add(Figure.bare("toxicity, Jigsaw: AUC", 0.99, 2_000));
    }
    figures.add(Figure.bare(name, value, rows));
    return Floors.missed(When.AUTO, figures);
  }

  @Test
  void missed_figureBelowItsFloor_isTold() {
    List<String> missed = missed("toxicity, Jigsaw: AUC", 0.94, 2_000);

    assertEquals(1, missed.size());
    assertTrue(
        missed.get(0).startsWith("toxicity, Jigsaw: AUC is 0.9400 and should be at least"),
        missed::toString);
  }

  @Test
  void missed_figureAboveItsCeiling_isTold() {
    assertEquals(1, missed("toxicity, Jigsaw: left to people", 0.5, 2_000).size());
  }

  @Test
  void missed_noNumber_isTold() {
    assertEquals(1, missed("toxicity, Jigsaw: AUC", Double.NaN, 2_000).size());
  }

  @Test
  void missed_goodFigureFewRowsOrAnotherFigure_isNothing() {
    assertEquals(List.of(), missed("toxicity, Jigsaw: AUC", 0.99, 2_000));
    assertEquals(List.of(), missed("toxicity, Jigsaw: AUC", 0.5, 40));
    assertEquals(List.of(), missed("something else", 0, 2_000));
  }
}
