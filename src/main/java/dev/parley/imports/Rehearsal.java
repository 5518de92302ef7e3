package dev.parley.imports;

import dev.parley.archive.ArchiveVisitor;
import dev.parley.archive.ArchivedComment;
import dev.parley.archive.ArchivedPage;
import dev.parley.archive.Skip;
import dev.parley.comment.Article;
import dev.parley.comment.Parent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An archive looked through: what would be stored, what is here already, and what is left out. */
final class Rehearsal implements ArchiveVisitor {
  private static final int BATCH = 2_000;

  private final Preparing preparing;
  private final Pages pages;
  private final ImportStore store;
  private final ImportReport report;
  private final Hashes keys = new Hashes();
  private final Hashes answered = new Hashes();
  private List<String> batch = new ArrayList<>();

  Rehearsal(Preparing preparing, Pages pages, ImportStore store, ImportReport report) {
    this.preparing = preparing;
    this.pages = pages;
    this.store = store;
    this.report = report;
  }

  @Override
  public void installation(String address) {
    if (preparing.installation(address)) {
      pages.forget();
    }
  }

  @Override
  public void page(ArchivedPage page) {
    pages.add(page);
  }

  @Override
  public void comment(ArchivedComment comment) {
    Optional<Article> article = pages.of(comment.page());
    if (article.isEmpty()) {
      skipped(Skip.NO_PAGE, comment.id());
      return;
    }
    report.read();
    // Read as it would be: what fails, fails in the rehearsal.
    Prepared prepared = preparing.prepared(comment, article.get());
    keys.add(prepared.key());
    prepared.parent().ifPresent(answered::add);
    batch.add(prepared.key());
    if (batch.size() == BATCH) {
      flush();
    }
  }

  @Override
  public void skipped(Skip reason, String id) {
    report.read();
    report.skipped(reason.sentence(), id);
  }

  private void flush() {
    Set<String> asked = new HashSet<>(batch);
    batch = new ArrayList<>();
    try {
      Map<String, Parent> known = store.known(asked).await(1, TimeUnit.MINUTES);
      report.known(known.size());
      report.stored(asked.size() - known.size());
    } catch (TimeoutException late) {
      throw new WaitedTooLong("The database did not answer for a minute", late);
    }
  }

  void end() {
    flush();
    keys.sort();
    answered.without(keys).forEach(missing -> report.orphan());
  }

  /** Hashes of very many ids, eight bytes each. */
  private static final class Hashes {
    private long[] hashes = new long[1_024];
    private int size;

    void add(String id) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
      }
      hashes[size++] = hash(id);
    }

    /** FNV-1a in 64 bits: among ten million ids two alike are not to be expected. */
    private static long hash(String id) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < id.length(); i++) {
        hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
      }
      return hash;
    }

    void sort() {
      Arrays.sort(hashes, 0, size);
    }

    java.util.stream.LongStream without(Hashes sorted) {
      return Arrays.stream(hashes, 0, size)
          .filter(hash -> Arrays.binarySearch(sorted.hashes, 0, sorted.size, hash) < 0);
    }
  }
}
