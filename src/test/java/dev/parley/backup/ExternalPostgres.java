package dev.parley.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that is no part of Parley, as Debian installs it, on a free port. */
final class ExternalPostgres implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path cluster;
  private final int port;

  private ExternalPostgres(Path programs, Path folder) throws IOException {
    this.programs = programs;
    this.cluster = folder.resolve("external");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  /** Where its programs are, if there are any. */
  static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (var versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.exists(bin.resolve("initdb")))
          .max(Path::compareTo);
    }
  }

  static ExternalPostgres start(Path programs, Path folder) throws IOException {
    ExternalPostgres server = new ExternalPostgres(programs, folder);
    server.run("initdb", "-D", server.cluster.toString(), "-U", "parley", "--auth=trust", "-EUTF8");
    server.run(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        server.cluster.toString(),
        "-l",
        folder.resolve("external.log").toString(),
        "-o",
        "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
    return server;
  }

  String url(String database) {
    return "postgresql://parley@127.0.0.1:" + port + "/" + database;
  }

  /** Runs a line of a shell that finds its programs. */
  void shell(String line) throws IOException {
    run(List.of("sh", "-c", "PATH=" + programs + ":$PATH; " + line));
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> all = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // The server refuses to run as root.
      all.addAll(List.of("unshare", "-U"));
    }
    all.add(programs.resolve(program).toString());
    all.addAll(List.of(arguments));
    run(all);
  }

  private void run(List<String> command) throws IOException {
    Path said = Files.createTempFile(cluster.getParent(), "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .directory(cluster.getParent().toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), command::toString);
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    assertEquals(0, process.exitValue(), Files.readString(said));
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster.toString());
  }
}
