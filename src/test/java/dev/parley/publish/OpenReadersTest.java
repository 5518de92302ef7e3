package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenReadersTest {
  private final OpenReaders readers = new OpenReaders();

  @Test
  void take_fromSeveralThreads_refusesTheFirstAboveTheBound() {
    IntStream.range(0, 500).parallel().forEach(one -> readers.take("192.0.2.1"));

    Refusal refusal = assertThrows(Refusal.class, () -> readers.take("192.0.2.1"));
    assertEquals(Problem.TOO_FAST, refusal.problem());

    readers.take("192.0.2.2");
    readers.give("192.0.2.1");
    readers.take("192.0.2.1");
  }
}
