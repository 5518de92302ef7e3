package dev.parley.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs in the jar for this platform, unpacked once. */
final class PostgresBinaries {
  private static final String VERSION = version();

  private PostgresBinaries() {}

  private static String version() {
    Properties properties = new Properties();
    try (InputStream resource =
        PostgresBinaries.class.getResourceAsStream("postgresql.properties")) {
      properties.load(Objects.requireNonNull(resource));
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Their major version; only the same version can read the files it made. */
  static String majorVersion() {
    return VERSION.substring(0, VERSION.indexOf('.'));
  }

  /** The directory that holds {@code bin/postgres}, unpacked below {@code parent} if needed. */
  static Path unpackBelow(Path parent) throws IOException {
    String archive = archiveName();
    Path home = parent.resolve("postgresql-" + VERSION + "-" + platform());
    if (Files.exists(home.resolve("bin/postgres"))) {
      return home;
    }
    // Unpacked elsewhere and moved as a whole, so that an interrupted start leaves nothing half
    // done.
    Path aside = Files.createTempDirectory(parent, "unpacking");
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (resource == null) {
        throw new IOException(
            "This build contains no PostgreSQL for " + platform() + "; set database.url");
      }
      unpack(resource, aside);
    }
    return Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.resolveSibling("."));
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          write(tar, path, (entry.getMode() & 0100) != 0);
        }
      }
    }
  }

  private static void write(InputStream content, Path path, boolean executable) throws IOException {
    Path directory = path.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.copy(content, path);
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static String archiveName() {
    return "postgres-" + platform() + ".txz";
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.contains("mac")) {
      return arm ? "darwin-arm_64" : "darwin-x86_64";
    }
    return arm ? "linux-arm_64" : "linux-x86_64";
  }
}
