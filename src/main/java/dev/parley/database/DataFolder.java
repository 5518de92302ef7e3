package dev.parley.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of an embedded PostgreSQL, and what they tell about a running server. */
record DataFolder(Path path) {
  static final String USER = "parley";

  static DataFolder of(Path directory) {
    return new DataFolder(directory.toAbsolutePath().normalize());
  }

  /** The folder of PostgreSQL's own files. */
  Path cluster() {
    return path.resolve("cluster");
  }

  /** The password of {@link #USER}, readable only for this operating system's user. */
  Path passwordFile() {
    return path.resolve("password");
  }

  /** The file that a process locks while it runs a server here. */
  Path lockFile() {
    return path.resolve("lock");
  }

  /** PostgreSQL's log, which also tells why it would not start. */
  Path log() {
    return path.resolve("postgres.log");
  }

  Path pidFile() {
    return cluster().resolve("postmaster.pid");
  }

  boolean isEmpty() {
    return !Files.exists(cluster());
  }

  /** The URL of a server here that listens on {@code port}. */
  String url(int port) throws IOException {
    return "postgresql://" + USER + ":" + password() + "@127.0.0.1:" + port + "/postgres";
  }

  private String password() throws IOException {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (AccessDeniedException others) {
      throw new IOException(
          "Only the user who runs Parley may read "
              + passwordFile()
              + ". Run this command as that user.",
          others);
    }
  }

  /** The process id of the server here: the first line of its pid file. */
  long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
  }

  /**
   * The port of the server here, if one accepts connections. PostgreSQL writes its port in the
   * fourth line of its pid file, and "ready" in the eighth.
   */
  Optional<Integer> readyPort() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile());
    if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
      return Optional.empty();
    }
    // A server that was killed leaves its pid file behind.
    boolean alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
    return alive ? Optional.of(Integer.parseInt(lines.get(3).strip())) : Optional.empty();
  }
}
