package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Node, and the packages of {@code src/test/web/package-lock.json}. Where there is no Node, or no
 * registry to install them from, the test is skipped and says so.
 */
public final class NodeTools {
  public static final Path CHECKS = Path.of("src/test/web");
  public static final Path TOOLS = Path.of("target/web-checks");
  private static final Path INSTALLED = TOOLS.resolve("installed.json");
  private static final Pattern AWAY =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENOTCACHED");

  /** Older ones take a module for a script where no package.json says otherwise. */
  private static final Runtime.Version OLDEST = Runtime.Version.parse("20.19");

  private NodeTools() {}

  record Ended(int code, String said) {}

  /** Installs what is not there yet, or skips the test. */
  public static void install() throws Exception {
    if (!isInstalled("node") || !isInstalled("npm")) {
      skip("There is no Node here");
    }
    String version = run(Path.of("."), "node", "--version").said().strip();
    if (Runtime.Version.parse(version.substring(1)).compareTo(OLDEST) < 0) {
      skip("Node " + version + " is older than " + OLDEST);
    }
    Path lock = CHECKS.resolve("package-lock.json");
    if (Files.exists(INSTALLED) && Files.mismatch(lock, INSTALLED) == -1) {
      return;
    }
    Files.createDirectories(TOOLS);
    for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(CHECKS.resolve(name), TOOLS.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Ended ended = run(TOOLS, "npm", "ci", "--prefer-offline", "--ignore-scripts");
    if (ended.code() != 0 && AWAY.matcher(ended.said()).find()) {
      skip("The npm registry cannot be reached, and npm has not kept what is needed");
    }
    assertEquals(0, ended.code(), ended.said());
    Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
  }

  static Ended run(Path folder, String... command) throws Exception {
    Path output = Files.createTempFile("web-checks", ".txt");
    try {
      Process process =
          new ProcessBuilder(onThisSystem(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        fail(String.join(" ", command) + " takes longer than two minutes");
      }
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  private static List<String> onThisSystem(String... command) {
    List<String> whole = new ArrayList<>(Arrays.asList(command));
    if (File.separatorChar == '\\' && command[0].equals("npm")) {
      whole.set(0, "npm.cmd");
    }
    return whole;
  }

  private static boolean isInstalled(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of("", ".exe", ".cmd").map(end -> Path.of(folder, program + end)))
        .anyMatch(Files::isExecutable);
  }

  private static void skip(String why) {
    String whole = why + ": the modules of the console and the widget were NOT checked";
    System.err.println(whole);
    abort(whole);
  }
}
