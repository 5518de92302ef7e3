package dev.parley.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process tree has used until now, as Linux counts it: that of the JVM, and that of all
 * processes below it, which are PostgreSQL's.
 *
 * @param jvmMicros processor time of the JVM without its compilers, in microseconds
 * @param compilerMicros processor time of the JVM's compilers: what a young JVM takes besides
 * @param postgresMicros processor time of PostgreSQL, in microseconds
 */
record Cost(long jvmMicros, long compilerMicros, long postgresMicros) {
  /** USER_HZ: a hundred ticks a second on every Linux Java runs on. */
  private static final long MICROS_PER_TICK = 10_000;

  static Cost of(long pid) throws IOException {
    long postgres = 0;
    for (ProcessHandle below : below(pid)) {
      // With its dead children, so that no time is lost when a backend ends.
      postgres += ticks(String.valueOf(below.pid()), true);
    }
    long compilers = compilerTicks(pid);
    long others = ticks(String.valueOf(pid), false) - compilers;
    return new Cost(
        others * MICROS_PER_TICK, compilers * MICROS_PER_TICK, postgres * MICROS_PER_TICK);
  }

  private static long compilerTicks(long pid) throws IOException {
    long ticks = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      for (Path thread : threads.toList()) {
        String of = pid + "/task/" + thread.getFileName();
        ticks += read(of, "comm").contains("CompilerThre") ? ticks(of, false) : 0;
      }
    }
    return ticks;
  }

  Cost since(Cost before) {
    return new Cost(
        jvmMicros - before.jvmMicros,
        compilerMicros - before.compilerMicros,
        postgresMicros - before.postgresMicros);
  }

  /** The memory of a process tree, in MiB; pages shared by several processes count once. */
  record Memory(long jvm, long postgres) {
    static Memory of(long pid) throws IOException {
      long postgres = 0;
      for (ProcessHandle below : below(pid)) {
        postgres += proportionalKib(below.pid());
      }
      return new Memory(proportionalKib(pid) >> 10, postgres >> 10);
    }
  }

  private static List<ProcessHandle> below(long pid) {
    return ProcessHandle.of(pid).orElseThrow().descendants().toList();
  }

  /** Fields 14 to 17 of {@code stat} (proc(5)); the name before them may hold spaces. */
  private static long ticks(String pid, boolean withDeadChildren) throws IOException {
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return withDeadChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
  }

  private static long proportionalKib(long pid) throws IOException {
    return read(String.valueOf(pid), "smaps_rollup")
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static String read(String pid, String name) throws IOException {
    Path file = Path.of("/proc", pid, name);
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      throw new IOException("Processor time is read from /proc, which only Linux has");
    }
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}
