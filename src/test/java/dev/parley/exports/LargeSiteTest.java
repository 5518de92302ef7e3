package dev.parley.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.benchmark.Filling;
import dev.parley.slow.LongRunning;
import dev.parley.slow.OtherProcess;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site goes out and in again in a heap that could not hold its rows. With {@code
 * -Dlarge.comments=200000} it is as large as one likes, and what the commands say of their rate
 * goes to standard output.
 */
@LongRunning
@OtherProcess
class LargeSiteTest {
  private static final int COMMENTS = Integer.getInteger("large.comments", 30_000);
  private static final String HEAP = System.getProperty("large.heap", "-Xmx40m");

  @AutoClose private final Copy from = Copy.empty();
  @AutoClose private final Copy to = Copy.empty();

  @TempDir private Path folder;

  @Test
  void site_largerThanTheHeap_goesOutInEveryFormat_andInAgain() throws Exception {
    fill();
    for (ExportFormat format : ExportFormat.values()) {
      Path file = folder.resolve(format.code());
      run(from, "export", "--to", format.code(), "--out", file.toString());
      assertTrue(Files.size(file) > COMMENTS * 10L, format.code());
    }
    Path archive = folder.resolve("parley");
    assertTrue(Files.size(archive) > 48L << 20, "It is no larger than the heap");
    run(to, "import", "--from", "parley", archive.toString());
    Path again = folder.resolve("again");
    run(to, "export", "--to", "parley", "--out", again.toString());
    assertEquals(COMMENTS, comments(archive));
    assertEquals(COMMENTS, comments(again));
  }

  private static long comments(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith("{\"comment\"")).count();
    }
  }

  private void fill() throws Exception {
    from.run("insert into site (id, slug, name) values (1, 'large', 'Large')");
    Vertx vertx = Vertx.vertx();
    PgConnection connection =
        PgConnection.connect(vertx, PgConnectOptions.fromUri(from.url()))
            .await(10, TimeUnit.SECONDS);
    Filling.of(connection, "large", COMMENTS / 10, COMMENTS - COMMENTS / 10)
        .await(10, TimeUnit.MINUTES);
    connection.close().await(10, TimeUnit.SECONDS);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private void run(Copy on, String... arguments) throws Exception {
    Path log = folder.resolve("log");
    Path collections = folder.resolve("gc");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-Xlog:gc:file=" + collections));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--set", "database.url=" + on.url()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    String said = Files.readString(log);
    assertEquals(0, code, said);
    System.out.println(
        String.join(" ", List.of(arguments).subList(0, 3))
            + ": "
            + said.substring(said.lastIndexOf('\r') + 1).lines().findFirst().orElse("")
            + " Heap: "
            + peak(Files.readAllLines(collections))
            + " MB");
  }

  /** The most that was in use when a collection began or ended. */
  private static int peak(List<String> collections) {
    return collections.stream()
        .flatMap(line -> Pattern.compile("(\\d+)M->(\\d+)M").matcher(line).results())
        .mapToInt(
            found -> Math.max(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        .max()
        .orElse(0);
  }
}
