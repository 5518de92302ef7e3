package dev.parley.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of a data folder for the duration of a command: the server of the running service,
 * or else one that the command starts.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final String url;
  private final @Nullable EmbeddedPostgres own;

  private LocalPostgres(String url, @Nullable EmbeddedPostgres own) {
    this.url = url;
    this.own = own;
  }

  /** Joins the server that runs on {@code directory}, or starts one. */
  public static LocalPostgres open(Path directory) throws IOException, InterruptedException {
    DataFolder folder = DataFolder.of(directory);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        EmbeddedPostgres own = EmbeddedPostgres.start(directory);
        return new LocalPostgres(own.url(), own);
      } catch (DataFolderInUse others) {
        Optional<Integer> port = folder.readyPort();
        if (port.isPresent()) {
          return new LocalPostgres(folder.url(port.get()), null);
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "Another Parley uses "
                  + folder.path()
                  + ", but its PostgreSQL refuses connections. Look into "
                  + folder.log()
                  + ".",
              others);
        }
        // The server is starting or stopping.
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** The URL to connect to. */
  public String url() {
    return url;
  }

  /** Stops the server, unless it is the service's. */
  @Override
  public void close() throws IOException {
    if (own != null) {
      own.close();
    }
  }
}
