package dev.parley.imports;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders of the temporary folder that hold uploaded archives. Each has the id of the process that
 * reads it in its name, so that what a killed one has left is known: an archive holds the words of
 * thousands of people.
 */
final class UploadFolders {
  private static final Path AMONG = Path.of(System.getProperty("java.io.tmpdir"));
  private static final String PREFIX = "parley-import-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");

  private UploadFolders() {}

  /** A new folder of this process. */
  static Future<Path> make(Vertx vertx) {
    return vertx
        .fileSystem()
        .createTempDirectory(
            String.format(Locale.ROOT, "%s%d-", PREFIX, ProcessHandle.current().pid()))
        .map(Path::of);
  }

  /** Deletes the folders of processes that are gone. */
  static Future<Void> deleteAbandoned(Vertx vertx) {
    return vertx
        .executeBlocking(UploadFolders::abandoned, false)
        .compose(
            folders ->
                Future.join(
                    folders.stream()
                        .map(folder -> vertx.fileSystem().deleteRecursive(folder.toString()))
                        .toList()))
        .mapEmpty();
  }

  private static List<Path> abandoned() throws IOException {
    List<Path> abandoned = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(AMONG, PREFIX + "*")) {
      for (Path folder : folders) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (name.matches() && !isUsed(Long.parseLong(name.group(1)), folder)) {
          abandoned.add(folder);
        }
      }
    }
    return abandoned;
  }

  /** In a container, a process has the id that the one before it had. */
  private static boolean isUsed(long process, Path folder) throws IOException {
    Instant changed = Files.getLastModifiedTime(folder).toInstant();
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(
            alive ->
                alive.info().startInstant().map(started -> !changed.isBefore(started)).orElse(true))
        .isPresent();
  }
}
