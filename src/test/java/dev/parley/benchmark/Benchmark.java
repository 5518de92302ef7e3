package dev.parley.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the service through HTTP on this machine and prints tables in Markdown; ends with 1 when
 * a limit is passed:
 *
 * <pre>
 * mvn -q -Pbenchmark -DskipTests verify
 * mvn -q -Pbenchmark -DskipTests verify -Dbenchmark.arguments="--parts posts --texts FOLDER"
 * </pre>
 *
 * Services run in JVMs of their own, with their embedded PostgreSQL, fsync on. Processor time is
 * that of their processes; the load generator's is not in it, and that of the JVM's compilers is
 * printed apart, for the limits are of what goes on for months. All rows are measured in rounds
 * that alternate, and the median counts: one run on a machine that does other things says little.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  /** What can be measured by itself. */
  enum Kind {
    POSTS,
    READS,
    DECISIONS,
    QUEUES
  }

  @Option(names = "--parts", split = ",", description = "Some of: ${COMPLETION-CANDIDATES}.")
  private Set<Kind> kinds = EnumSet.allOf(Kind.class);

  @Option(names = "--texts", description = "A folder of texts to post, instead of made ones.")
  private @Nullable Path folder;

  @Option(names = "--rounds", defaultValue = "5", description = "How often each row is measured.")
  private int rounds;

  @Option(
      names = "--jvm",
      description = "An option for the services' JVMs; {service} in it is which one it is.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--loops",
      defaultValue = "1",
      description = "Event loops of the services; the limits are those of one.")
  private int loops;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Benchmark())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Texts texts = folder == null ? Texts.made() : Texts.in(folder);
    Path directory = Files.createTempDirectory("parley-benchmark");
    List<Limit> limits;
    try (Bench bench = new Bench(directory, loops, jvmOptions)) {
      limits = measure(bench, texts);
      print(bench, limits);
    }
    // Only now: after a failure the logs are wanted.
    Scratch.delete(directory);
    return limits.stream().anyMatch(Limit::passed) ? 1 : 0;
  }

  private List<Limit> measure(Bench bench, Texts texts) throws IOException {
    Map<Kind, Part> parts = new EnumMap<>(Kind.class);
    parts.put(Kind.READS, new Reads(bench));
    parts.put(Kind.POSTS, new Posts(bench, texts));
    parts.put(Kind.DECISIONS, new Decisions(bench, texts));
    List<Limit> limits = measure(parts);
    // Last and alone: a million rows would be in the way of all else.
    limits.addAll(measure(Map.of(Kind.QUEUES, new Queues(bench))));
    return limits;
  }

  private List<Limit> measure(Map<Kind, Part> all) throws IOException {
    List<Part> parts =
        all.entrySet().stream()
            .filter(part -> kinds.contains(part.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    try {
      for (Part part : parts) {
        part.prepare();
      }
      for (int round = 0; round < rounds; round++) {
        for (Part part : parts) {
          part.round();
        }
      }
    } finally {
      parts.forEach(Part::close);
    }
    List<Limit> limits = new ArrayList<>();
    parts.forEach(part -> limits.addAll(part.limits()));
    return limits;
  }

  private void print(Bench bench, List<Limit> limits) {
    System.out.println();
    System.out.print(Row.HEADER);
    bench.medians().forEach(row -> System.out.println(row.line()));
    System.out.println("\n| limit | measured | at most | |\n|---|---:|---:|---|");
    limits.forEach(limit -> System.out.println(limit.line()));
    System.out.printf(
        Locale.ROOT,
        "%n%d connections, %s, event loops: %d, medians of %d rounds; Java %s, %d processors, load %.2f.%n",
        Bench.CONNECTIONS,
        folder == null ? "made texts" : "texts of a folder",
        loops,
        rounds,
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    limits.stream()
        .filter(Limit::passed)
        .forEach(limit -> System.out.println("Limit passed: " + limit.what()));
  }
}
