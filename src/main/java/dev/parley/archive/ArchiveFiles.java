package dev.parley.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The files of an archive, opened one after another: plain, gzip, or zip with every file in it.
 * Their first bytes tell which, not their names. Another thread may ask for the progress.
 */
public final class ArchiveFiles {
  private static final int BUFFER = 1 << 16;

  /** How deep packed files may lie in packed files; a zip can contain itself without end. */
  private static final int DEEPEST = 3;

  private final List<Path> paths;
  private final long size;
  private final AtomicLong read = new AtomicLong();
  private volatile int passes = 1;

  private ArchiveFiles(List<Path> paths, long size) {
    this.paths = List.copyOf(paths);
    this.size = size;
  }

  /**
   * The archive in these files.
   *
   * @throws IOException if a file does not exist
   */
  public static ArchiveFiles of(List<Path> paths) throws IOException {
    long size = 0;
    for (Path path : paths) {
      size += Files.size(path);
    }
    return new ArchiveFiles(paths, size);
  }

  /** How far the reading has come. */
  public Progress progress() {
    return new Progress(read.get(), size * passes);
  }

  /** Reads one file. */
  interface Pass {
    void read(ArchiveFile file) throws IOException;
  }

  /** Goes through all files. */
  void once(Pass pass) throws IOException {
    for (Path path : paths) {
      read(path, pass);
    }
  }

  /** Goes through all files, and then once more. */
  void twice(Pass first, Pass second) throws IOException {
    passes = 2;
    once(first);
    once(second);
  }

  private void read(Path path, Pass pass) throws IOException {
    long before = read.get();
    String name = String.valueOf(path.getFileName());
    try (InputStream file = buffered(new Counted(Files.newInputStream(path)))) {
      unpack(new ArchiveFile(name, file, Optional.of(path)), 0, pass);
    } catch (ZipException broken) {
      throw new DamagedArchive(
          name,
          "about byte " + (read.get() - before),
          "The packed data is broken or ends too early (" + broken.getMessage() + ").");
    }
    // A reader need not read on behind what it wanted.
    read.set(before + Files.size(path));
  }

  private static void unpack(ArchiveFile file, int depth, Pass pass) throws IOException {
    if (depth < DEEPEST && file.startsWith(0x1F, 0x8B)) {
      InputStream unpacked = buffered(new Unpacked(new GZIPInputStream(file.stream(), BUFFER)));
      unpack(new ArchiveFile(file.name(), unpacked, Optional.empty()), depth + 1, pass);
    } else if (depth < DEEPEST && file.startsWith('P', 'K', 3, 4)) {
      ZipInputStream zip = new ZipInputStream(file.stream());
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (isContent(entry)) {
          String name = file.name() + ": " + entry.getName();
          unpack(
              new ArchiveFile(name, buffered(new Unpacked(zip)), Optional.empty()),
              depth + 1,
              pass);
        }
      }
    } else {
      pass.read(file);
    }
  }

  /** macOS packs the icons of folders along. */
  private static boolean isContent(ZipEntry entry) {
    return !entry.isDirectory()
        && !entry.getName().startsWith("__MACOSX/")
        && !entry.getName().endsWith(".DS_Store");
  }

  private static BufferedInputStream buffered(InputStream stream) {
    return new BufferedInputStream(stream, BUFFER);
  }

  /** Tells packed data that ends too early from the end of a file, which readers look for. */
  private static final class Unpacked extends FilterInputStream {
    Unpacked(InputStream packed) {
      super(packed);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return super.read(bytes, from, length);
      } catch (EOFException cut) {
        throw new ZipException(cut.getMessage());
      }
    }
  }

  /** Counts what is read of a file on the disk. */
  private final class Counted extends FilterInputStream {
    Counted(InputStream file) {
      super(file);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      read.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      read.addAndGet(skipped);
      return skipped;
    }
  }
}
