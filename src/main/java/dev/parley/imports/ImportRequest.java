package dev.parley.imports;

import dev.parley.site.Site;
import dev.parley.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An import that is asked for. Its folder goes with it.
 *
 * @param folder holds the files, and nothing else
 * @param dryRun whether nothing is to be stored
 */
record ImportRequest(ImportSource source, Path folder, PageRules rules, boolean dryRun)
    implements AutoCloseable {

  ImportRun run(Sites sites, Site site) {
    try {
      return source.system().isPresent()
          ? new ArchiveRun(site, source.system().get(), files(), rules)
          : new SiteRun(sites, Optional.of(site), Optional.empty(), files());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
