package dev.parley.benchmark;

import dev.parley.benchmark.RealComments.Labelled;
import dev.parley.benchmark.Store.Stored;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Posts real comments from a folder to a service in a JVM of its own, checks that each one
 * acknowledged is stored once, and prints what was decided about them, as a table in Markdown:
 *
 * <pre>
 * mvn -q -Pbenchmark verify -DskipTests -Dbenchmark.main=Intake \
 *   -Dbenchmark.arguments="--data FOLDER --kill"
 * </pre>
 */
@Command(name = "intake", mixinStandardHelpOptions = true)
public final class Intake implements Callable<Integer> {
  private static final String SITE = "intake";
  private static final List<String> STATUSES = List.of("approved", "pending", "spam", "rejected");
  private static final Duration LONGEST_START = Duration.ofSeconds(3);

  @Option(names = "--data", required = true, description = "The folder of labelled comments.")
  private Path data;

  @Option(names = "--count", defaultValue = "20000", description = "How many comments.")
  private int count;

  @Option(names = "--connections", defaultValue = "16", description = "Connections at once.")
  private int connections;

  @Option(names = "--kill", description = "Kill the service (SIGKILL) halfway, and start it again.")
  private boolean kill;

  private volatile ChildJvm service;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Intake()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Labelled> comments = RealComments.read(data, count);
    Path directory = Files.createTempDirectory("parley-intake");
    service = ChildJvm.parley(directory, Http.settings(), List.of());
    Vertx vertx = Vertx.vertx();
    List<String> faults;
    try (Http http = new Http(vertx, connections)) {
      http.makeSite(service.port(), SITE, new JsonObject(), http.signIn(service.port()));
      faults = deliver(vertx, http, directory, comments);
    } finally {
      service.close();
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    faults.forEach(System.out::println);
    if (faults.isEmpty()) {
      // Only now: after a failure the logs are wanted.
      Scratch.delete(directory);
    }
    return faults.isEmpty() ? 0 : 1;
  }

  private List<String> deliver(Vertx vertx, Http http, Path directory, List<Labelled> comments)
      throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    long start = System.nanoTime();
    Delivery delivery =
        new Delivery(vertx, http, () -> service.port(), SITE, submissions(comments))
            .start(connections);
    if (kill) {
      delivery.awaitHalf();
      service.kill();
      service = ChildJvm.parley(directory, Http.settings(), List.of());
      long millis = service.startTime().toMillis();
      System.out.printf("Killed halfway; from start to ready again: %,d ms.%n", millis);
      if (service.startTime().compareTo(LONGEST_START) > 0) {
        faults.add("The service took longer than " + LONGEST_START.toSeconds() + " s to start");
      }
    }
    delivery.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Stored> stored = Store.comments(vertx, directory, SITE);
    delivery.failures().stream().limit(5).forEach(failure -> faults.add("Answered " + failure));
    faults.addAll(
        Store.faults(delivery.ids().stream().filter(id -> !id.isEmpty()).toList(), stored));
    System.out.printf(
        "%,d comments posted in %.0f s, %,d sent again for want of an answer; %,d answers were no"
            + " acknowledgement; %,d stored, %,d faults.%n%n",
        comments.size(),
        seconds,
        delivery.sentAgain(),
        delivery.failures().size(),
        stored.size(),
        faults.size());
    print(comments, delivery.ids(), stored);
    return faults;
  }

  private static List<JsonObject> submissions(List<Labelled> comments) {
    List<JsonObject> submissions = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      String article = comments.get(i).source().name() + "-" + i % 40;
      submissions.add(Comments.submission(article, i, comments.get(i).text()));
    }
    return submissions;
  }

  private static void print(List<Labelled> comments, List<String> ids, List<Stored> stored) {
    Map<String, String> statuses =
        stored.stream().collect(Collectors.toMap(Stored::id, Stored::status));
    Map<String, int[]> lines = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Labelled comment = comments.get(i);
      int[] line =
          lines.computeIfAbsent(
              "| " + comment.source() + " | " + comment.label(), first -> new int[5]);
      line[0]++;
      int column = STATUSES.indexOf(statuses.getOrDefault(ids.get(i), ""));
      if (column >= 0) {
        line[column + 1]++;
      }
    }
    System.out.println("| source | label | comments | " + String.join(" | ", STATUSES) + " |");
    System.out.println("|---|---|---:|---:|---:|---:|---:|");
    lines.forEach(
        (head, line) ->
            System.out.printf(
                "%s | %,d | %,d | %,d | %,d | %,d |%n",
                head, line[0], line[1], line[2], line[3], line[4]));
  }
}
