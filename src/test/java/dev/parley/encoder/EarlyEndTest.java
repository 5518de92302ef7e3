package dev.parley.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.slow.OtherProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OtherProcess
class EarlyEndTest {
  @TempDir private Path folder;

  /** A program that ends while the encoder is loaded in the background. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      Thread loading =
          new Thread(
              () -> {
                try {
                  Encoder.load();
                } catch (EncoderUnavailable unavailable) {
                  System.exit(3);
                }
              });
      loading.setDaemon(true);
      loading.start();
      new CountDownLatch(1).await(Integer.parseInt(arguments[0]), TimeUnit.MILLISECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 600, 800})
  void load_programEndsMeanwhile_endsWithoutAFault(int milliseconds) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                String.valueOf(milliseconds))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "output"))
            .start();

    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
  }
}
