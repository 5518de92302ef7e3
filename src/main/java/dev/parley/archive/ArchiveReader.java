package dev.parley.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the archive of one system. Memory does not grow with the archive; what must be looked up
 * later lies in a temporary file.
 */
public interface ArchiveReader {
  /**
   * Reads an archive and tells the visitor everything in it. Some readers go through the files
   * twice.
   *
   * @throws DamagedArchive if a file is no such archive, or broken
   * @throws IOException if a file cannot be read
   */
  void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException;

  /** The same for files of which nobody watches the progress. */
  default void read(List<Path> files, ArchiveVisitor visitor) throws IOException {
    read(ArchiveFiles.of(files), visitor);
  }
}
