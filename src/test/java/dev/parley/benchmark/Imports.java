package dev.parley.benchmark;

import dev.parley.benchmark.Http.Request;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Imports a large export while the service is read and posted to, kills the import at 40 % and runs
 * it again, and prints its rate, what reading and posting cost meanwhile, and what is missing or
 * doubled; ends with 1 when a limit is passed:
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify -Dbenchmark.main=Imports</pre>
 *
 * The import runs in a JVM of its own with a heap of 256 MB, and fails when that does not do.
 */
@Command(name = "imports", mixinStandardHelpOptions = true)
public final class Imports implements Callable<Integer> {
  private static final String SITE = "harbour";
  private static final int KILLED_AT_PERCENT = 40;
  private static final double SLOWER = 5;
  private static final long READ_EVERY_MILLIS = 10;
  private static final long POST_EVERY_MILLIS = 50;
  private static final Pattern PERCENT = Pattern.compile("\\] +([0-9]+) %");

  @Option(names = "--comments", defaultValue = "1000000", description = "How many are imported.")
  private int comments;

  @Option(names = "--per-second", defaultValue = "5000", description = "The least rate.")
  private double leastPerSecond;

  @Option(names = "--idle", defaultValue = "30", description = "Seconds measured before.")
  private int idleSeconds;

  private int readers;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Imports()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("parley-benchmark");
    Path export = directory.resolve("export.xml");
    WordPressExport.write(export, comments);
    System.out.printf(
        Locale.ROOT, "Export of %,d comments, %,d MB%n", comments, Files.size(export) / 1_000_000);
    List<Limit> limits;
    Vertx vertx = Vertx.vertx();
    try (ChildJvm service = ChildJvm.parley(directory, Http.settings(), List.of());
        Http http = new Http(vertx, Bench.CONNECTIONS)) {
      http.makeSite(
          service.port(),
          SITE,
          new JsonObject().put("moderation", "none"),
          http.signIn(service.port()));
      limits = measure(vertx, http, service, directory, export);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    Scratch.delete(directory);
    System.out.println("\n| limit | measured | at most | |\n|---|---:|---:|---|");
    limits.forEach(limit -> System.out.println(limit.line()));
    return limits.stream().anyMatch(Limit::passed) ? 1 : 0;
  }

  private List<Limit> measure(Vertx vertx, Http http, ChildJvm service, Path directory, Path export)
      throws Exception {
    IntFunction<Request> read =
        number -> Request.get("/api/v1/sites/" + SITE + "/comments?article=known", Bench.GZIP);
    IntFunction<Request> post =
        number -> Posts.post(SITE, "article-" + number % 50, ++readers, Grammar.text(readers));
    for (int number = 0; number < 100; number++) {
      http.await(service.port(), Posts.post(SITE, "known", ++readers, Comments.text(readers)));
    }
    use(vertx, http, service, read, post, warm -> TimeUnit.SECONDS.sleep(idleSeconds));
    Use idle = use(vertx, http, service, read, post, wait -> TimeUnit.SECONDS.sleep(idleSeconds));

    List<Double> seconds = new ArrayList<>();
    Use busy =
        use(
            vertx,
            http,
            service,
            read,
            post,
            both -> {
              seconds.add(run(directory, export, KILLED_AT_PERCENT));
              seconds.add(run(directory, export, 101));
            });
    double perSecond = comments / (seconds.get(0) + seconds.get(1));
    System.out.printf(
        Locale.ROOT,
        "Killed after %.0f s, complete %.0f s later: %,.0f comments a second%n",
        seconds.get(0),
        seconds.get(1),
        perSecond);
    System.out.println("\n| | idle p50 ms | p99 ms | while importing p50 ms | p99 ms | requests |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    line("reading", idle.reads(), busy.reads());
    line("posting", idle.posts(), busy.posts());
    Store.Imported imported = Store.imported(vertx, directory, SITE);
    return List.of(
        new Limit("seconds for 1,000 comments", 1_000 / perSecond, 1_000 / leastPerSecond, "s"),
        new Limit("reading, p99 to idle", ratio(idle.reads(), busy.reads()), SLOWER, "×"),
        new Limit("posting, p99 to idle", ratio(idle.posts(), busy.posts()), SLOWER, "×"),
        new Limit("comments missing", comments - imported.records(), 0, ""),
        new Limit("comments doubled", imported.comments() - imported.records(), 0, ""));
  }

  private static double ratio(Paced idle, Paced busy) {
    return busy.milliseconds(0.99) / idle.milliseconds(0.99);
  }

  private static void line(String name, Paced idle, Paced busy) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f | %d |%n",
        name,
        idle.milliseconds(0.5),
        idle.milliseconds(0.99),
        busy.milliseconds(0.5),
        busy.milliseconds(0.99),
        busy.answered());
  }

  private record Use(Paced reads, Paced posts) {}

  private interface Meanwhile {
    void happens(Use use) throws Exception;
  }

  /** Reads and posts as some readers do, at a steady pace, for as long as something happens. */
  private static Use use(
      Vertx vertx,
      Http http,
      ChildJvm service,
      IntFunction<Request> read,
      IntFunction<Request> post,
      Meanwhile meanwhile)
      throws Exception {
    Use use =
        new Use(
            Paced.begin(vertx, http, service.port(), READ_EVERY_MILLIS, read),
            Paced.begin(vertx, http, service.port(), POST_EVERY_MILLIS, post));
    meanwhile.happens(use);
    use.reads().end();
    use.posts().end();
    return use;
  }

  /** Runs the import until it ends or has come to a percentage; answers the seconds it took. */
  private static double run(Path directory, Path export, int killedAt) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                ChildJvm.command(
                    directory,
                    List.of("-Xmx256m"),
                    "import",
                    "--from",
                    "wordpress",
                    export.toString(),
                    "--site",
                    SITE))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    long began = System.nanoTime();
    Process process = builder.start();
    StringBuilder line = new StringBuilder();
    try (Reader errors = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      for (int next = errors.read(); next >= 0; next = errors.read()) {
        if (next == '\r' || next == '\n') {
          Matcher percent = PERCENT.matcher(line);
          if (percent.find() && Integer.parseInt(percent.group(1)) >= killedAt) {
            System.out.println("Killed: " + line.toString().strip());
            process.destroyForcibly().waitFor();
            return (System.nanoTime() - began) / 1e9;
          }
          if (!percent.reset().find() && !line.toString().isBlank()) {
            System.err.println(line);
          }
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("The import ended with " + process.exitValue());
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
