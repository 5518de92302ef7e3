package dev.parley.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on a free loopback port. It is durable (fsync and
 * synchronous_commit are on), and its directory is kept between runs. It ends with the JVM, even
 * with one that is killed: a small shell reads a pipe that the JVM holds open, and stops the server
 * when the pipe closes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /**
   * Waits for the server, while a second shell reads the pipe until the JVM is gone. {@code set -m}
   * puts the server into its own process group, so that a Ctrl-C meant for the JVM does not stop it
   * before the last comment is stored.
   */
  private static final String WATCHDOG =
      "trap '' INT TERM HUP; exec 3<&0; set -m; \"$@\" 3<&- & server=$!; set +m;"
          + " (while read -r line <&3; do :; done; kill -INT $server 2>/dev/null) & reader=$!;"
          + " wait $server; kill -KILL $reader 2>/dev/null";

  private final DataFolder folder;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final Path home;
  private final int port;
  private volatile @Nullable Process watchdog;
  private volatile boolean closed;

  private EmbeddedPostgres(
      DataFolder folder, FileChannel lockFile, FileLock lock, Path home, int port) {
    this.port = port;
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
    this.home = home;
  }

  /** Starts the server on the files in {@code directory}, which it creates the first time. */
  public static EmbeddedPostgres start(Path directory) throws IOException, InterruptedException {
    DataFolder folder = DataFolder.of(directory);
    refuseOtherVersions(folder);
    Files.createDirectories(folder.path());
    FileChannel lockFile =
        FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lock(folder, lockFile);
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            folder, lockFile, lock, PostgresBinaries.unpackBelow(folder.path()), freePort());
    try {
      postgres.stopLeftover();
      postgres.createCluster();
      postgres.launch();
      return postgres;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      postgres.close();
      throw failed;
    }
  }

  /** Refuses files of another major version, which PostgreSQL cannot read. */
  private static void refuseOtherVersions(DataFolder folder) throws IOException {
    Path made = folder.cluster().resolve("PG_VERSION");
    if (!Files.exists(made)) {
      return;
    }
    String version = Files.readString(made).strip();
    String ours = PostgresBinaries.majorVersion();
    if (!version.equals(ours)) {
      throw new IOException(
          "The data in "
              + folder.path()
              + " belongs to PostgreSQL "
              + version
              + ", but this Parley contains "
              + ours
              + ". Make a backup with the previous Parley, move the folder away, and restore the backup"
              + " with this one.");
    }
  }

  private static FileLock lock(DataFolder folder, FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // reported below
    }
    file.close();
    throw new DataFolderInUse(folder.path());
  }

  /** Whether {@code directory} holds the files of a server. */
  public static boolean isThere(Path directory) {
    return !DataFolder.of(directory).isEmpty();
  }

  /** The URL to connect to. */
  public String url() throws IOException {
    return folder.url(port);
  }

  /** Ends a server that still runs here: we hold the lock, so its JVM ended a moment ago. */
  private void stopLeftover() throws IOException, InterruptedException {
    if (Files.exists(folder.pidFile())) {
      // Fails when the server is gone and only its pid file is left, which PostgreSQL itself
      // removes.
      run(
          List.of(
              program("pg_ctl"), "stop", "-D", folder.cluster().toString(), "-m", "fast", "-w"));
    }
  }

  private void createCluster() throws IOException, InterruptedException {
    if (!folder.isEmpty()) {
      return;
    }
    Path passwordFile = folder.passwordFile();
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, randomPassword());
    Path aside = folder.path().resolve("cluster.new");
    deleteTree(aside);
    int exit =
        run(
            List.of(
                program("initdb"),
                "-D",
                aside.toString(),
                "-U",
                DataFolder.USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums"));
    if (exit != 0) {
      throw new IOException("PostgreSQL could not be set up; see " + folder.log());
    }
    Files.move(aside, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void launch() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHDOG, "parley-watchdog"));
    command.addAll(
        asOrdinaryUser(
            List.of(
                program("postgres"),
                "-D",
                folder.cluster().toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_connections=60",
                "-c",
                "io_method=sync",
                "-c",
                "jit=off",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC")));
    Process started =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .start();
    watchdog = started;
    awaitReady(started);
    // The watchdog ends whenever its server ends.
    CompletableFuture<Void> unused = started.onExit().thenRun(this::relaunch);
  }

  /** Starts the server again, at the same address, when it has ended unasked. */
  private void relaunch() {
    while (!closed) {
      log.warn("PostgreSQL stopped unexpectedly; starting it again. Its log is {}", folder.log());
      try {
        end(watchdog);
        stopLeftover();
        launch();
        if (closed) {
          end(watchdog);
        }
        return;
      } catch (IOException failed) {
        log.error("PostgreSQL could not be started again", failed);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long told = 0;
    // Recovery after a crash may take any time.
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      if (folder.readyPort().equals(Optional.of(port))) {
        return;
      }
      long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      if (waited >= told + 10) {
        told = waited;
        log.warn("Waiting for PostgreSQL in {} since {} s", folder.path(), waited);
      }
    }
    throw new IOException("PostgreSQL did not start; see " + folder.log());
  }

  private String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(asOrdinaryUser(command))
        .directory(folder.path().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
        .start()
        .waitFor();
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see root. */
  private static List<String> asOrdinaryUser(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Lets the watchdog stop its server and end. */
  private static void end(@Nullable Process watchdog) throws IOException, InterruptedException {
    if (watchdog != null) {
      watchdog.getOutputStream().close();
      watchdog.waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** Stops the server: connections are closed, committed data is on disk. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      end(watchdog);
    } catch (InterruptedException interrupted) {
      // The watchdog will stop the server without us.
      Thread.currentThread().interrupt();
    } finally {
      lock.release();
      lockFile.close();
    }
  }
}
