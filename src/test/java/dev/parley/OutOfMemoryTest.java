package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.slow.WithFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@WithFaults
class OutOfMemoryTest {
  /** A process that uses its heap up, and does with the failure what servers do. */
  static final class Greedy {
    private static final List<byte[]> KEPT = new ArrayList<>();

    public static void main(String[] arguments) throws InterruptedException {
      OutOfMemory.endsTheProcess();
      switch (arguments[0]) {
        case "dies" -> {
          Thread thread = new Thread(Greedy::fill);
          thread.start();
          thread.join();
        }
        case "logs" -> {
          try {
            fill();
          } catch (OutOfMemoryError caught) {
            LoggerFactory.getLogger(Greedy.class).warn("Unexpected", new Exception(caught));
          }
        }
        case "swallows" -> {
          while (true) {
            try {
              fill();
            } catch (OutOfMemoryError caught) {
              // as an event loop may
            }
          }
        }
        default -> System.out.println("enough memory");
      }
      System.exit(0);
    }

    private static void fill() {
      int size = 1 << 18;
      while (true) {
        try {
          KEPT.add(new byte[size]);
        } catch (OutOfMemoryError full) {
          if (size == 4_096) {
            throw full;
          }
          size = Math.max(4_096, size / 4);
        }
      }
    }
  }

  private static int end(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                Greedy.class.getName(),
                how)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the process goes on without memory");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dies", "logs", "swallows"})
  void heapUsedUp_whateverCatchesTheFailure_endsTheProcess(String how) throws Exception {
    assertEquals(3, end(how));
  }

  @Test
  void heapWithRoom_goesOn() throws Exception {
    assertEquals(0, end("nothing"));
  }
}
