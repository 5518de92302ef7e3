package dev.parley.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of an embedded PostgreSQL, and what they tell about a server that runs on them. */
record DataFolder(Path path) {
  static final String USER = "parley";

  static DataFolder of(Path directory) {
    return new DataFolder(directory.toAbsolutePath().normalize());
  }

  /** What PostgreSQL itself keeps. */
  Path cluster() {
    return path.resolve("cluster");
  }

  /** The password of {@link #USER}, for this operating system's user alone. */
  Path passwordFile() {
    return path.resolve("password");
  }

  /** Locked by whoever runs a server here. */
  Path lockFile() {
    return path.resolve("lock");
  }

  /** Where PostgreSQL writes what it does, and why it would not start. */
  Path log() {
    return path.resolve("postgres.log");
  }

  Path pidFile() {
    return cluster().resolve("postmaster.pid");
  }

  boolean isEmpty() {
    return !Files.exists(cluster());
  }

  /** Where to connect to a server here that listens on {@code port}. */
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

  /** The process that runs here: the first line of its pid file. */
  long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
  }

  /**
   * The port of the server that takes connections here, if there is one. PostgreSQL writes its port
   * as the fourth line of its pid file, and "ready" as the eighth.
   */
  Optional<Integer> readyPort() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile());
    if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
      return Optional.empty();
    }
    // A server that was killed leaves its file behind.
    boolean alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
    return alive ? Optional.of(Integer.parseInt(lines.get(3).strip())) : Optional.empty();
  }
}
