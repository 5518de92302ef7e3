package dev.parley.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of this build in a JVM of its own, so that its processor time and its death are its own
 * too. It is ready once it has printed {@code ready at http://host:port}.
 */
final class ChildJvm implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at http://[^:]+:([0-9]+)");

  private final Process process;
  private final Thread stop = new Thread(this::terminate, "stop-child");
  private int port;
  private Duration startTime = Duration.ZERO;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * Starts Parley with its embedded PostgreSQL.
   *
   * @param directory where it keeps its files
   * @param settings as given to {@code --set}
   * @param jvmOptions such as {@code -Xmx512m}
   */
  static ChildJvm parley(Path directory, Map<String, String> settings, List<String> jvmOptions)
      throws IOException {
    List<String> arguments = new ArrayList<>(onFolder(directory));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return start("dev.parley.Main", directory, arguments, jvmOptions);
  }

  /** A command line that runs one of Parley's commands on the files of {@link #parley}. */
  static List<String> command(Path directory, List<String> jvmOptions, String... arguments) {
    List<String> command = java("dev.parley.Main", jvmOptions);
    command.addAll(List.of(arguments));
    command.addAll(onFolder(directory));
    return command;
  }

  private static List<String> onFolder(Path directory) {
    return List.of("--set", "database.dataDir=" + directory.resolve("postgres"));
  }

  private static List<String> java(String main, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }

  /** Starts {@code main} and waits until it is ready; what it says goes to {@code child.log}. */
  static ChildJvm start(
      String main, Path directory, List<String> arguments, List<String> jvmOptions)
      throws IOException {
    List<String> command = java(main, jvmOptions);
    command.addAll(arguments);
    Path log = Files.createDirectories(directory).resolve("child.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
    long before = System.nanoTime();
    ChildJvm child = new ChildJvm(builder.start());
    Runtime.getRuntime().addShutdownHook(child.stop);
    try {
      child.awaitReady(log);
    } catch (IOException failed) {
      child.close();
      throw failed;
    }
    child.startTime = Duration.ofNanos(System.nanoTime() - before);
    return child;
  }

  private void awaitReady(Path log) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        port = Integer.parseInt(ready.group(1));
        return;
      }
    }
    throw new IOException("The child ended before it was ready: " + Files.readString(log));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** From the start of the process to its readiness. */
  Duration startTime() {
    return startTime;
  }

  /** Kills the JVM with SIGKILL, and returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void terminate() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to stop, and waits until it has. */
  @Override
  public void close() {
    terminate();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException endingAnyway) {
      // The hook is running already.
    }
  }
}
