package dev.parley.imports;

import dev.parley.archive.ArchiveVisitor;
import dev.parley.archive.ArchivedComment;
import dev.parley.archive.ArchivedPage;
import dev.parley.archive.Skip;
import dev.parley.comment.Article;
import dev.parley.comment.Parent;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.publish.Change;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Stores an archive while it is read. Comments go in batches: one is written while the next is
 * read. A reply that comes before what it answers waits for it; those for which there is no room
 * are found when the archive is read once more.
 *
 * <p>It belongs to the thread that reads, which may wait.
 */
final class Importing implements ArchiveVisitor {
  private static final int BATCH = 500;

  /** Replies that wait for what they answer: some 30 MB of them. */
  private static final int MOST_WAITING = 10_000;

  /** Longer than any failover: an import that gives up must be begun again by a person. */
  private static final long PATIENCE_MINUTES = 10;

  private static final int TRIES = 3;

  private final Preparing preparing;
  private final Pages pages;
  private final ImportStore store;
  private final Consumer<List<Change>> told;
  private final ImportReport report;
  private final List<Prepared> waiting = new ArrayList<>();
  private List<Prepared> batch = new ArrayList<>();
  private Future<Void> writing = Future.succeededFuture();
  private boolean reading = true;
  private boolean more;
  private long storedBefore;
  private int order;

  Importing(
      Preparing preparing,
      Pages pages,
      ImportStore store,
      Consumer<List<Change>> told,
      ImportReport report) {
    this.preparing = preparing;
    this.pages = pages;
    this.store = store;
    this.told = told;
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
    if (reading) {
      report.read();
    }
    batch.add(preparing.prepared(comment, article.get()));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  @Override
  public void skipped(Skip reason, String id) {
    if (reading) {
      report.read();
      report.skipped(reason.sentence(), id);
    }
  }

  /**
   * Stores what is still to be stored of what was read.
   *
   * @return whether the archive is to be read once more
   */
  boolean end() {
    flush();
    settle();
    reading = false;
    // What waits after a whole reading that stored nothing new answers nothing that is there.
    boolean idle = report.done() == storedBefore;
    storedBefore = report.done();
    if (more && !idle) {
      more = false;
      waiting.clear();
      return true;
    }
    // Those for which there was no room come with the next reading, as long as that brings any.
    storeOrphans();
    boolean again = more && report.done() > storedBefore;
    if (!again) {
      waiting.forEach(one -> report.skipped(Skip.ANSWERS_ITSELF.sentence(), one.key()));
    }
    waiting.clear();
    more = false;
    storedBefore = report.done();
    return again;
  }

  /** Waiting replies, as long as what they answer has come. */
  private void settle() {
    int before;
    do {
      before = waiting.size();
      batch = new ArrayList<>(waiting);
      waiting.clear();
      flushAll();
    } while (!waiting.isEmpty() && waiting.size() < before);
  }

  private void storeOrphans() {
    Set<String> here = new HashSet<>();
    waiting.forEach(one -> here.add(one.key()));
    List<Prepared> orphans =
        waiting.stream().filter(one -> !here.contains(one.parent().orElse(""))).toList();
    orphans.forEach(one -> report.orphan());
    waiting.removeAll(orphans);
    waiting.addAll(0, orphans.stream().map(Prepared::atTheTop).toList());
    settle();
  }

  private void flushAll() {
    List<Prepared> all = batch;
    for (int start = 0; start < all.size(); start += BATCH) {
      batch = new ArrayList<>(all.subList(start, Math.min(start + BATCH, all.size())));
      flush();
    }
    await();
  }

  private void flush() {
    await();
    List<Prepared> full = batch;
    batch = new ArrayList<>(BATCH);
    writing = full.isEmpty() ? Future.succeededFuture() : write(full, TRIES);
  }

  private void await() {
    try {
      writing.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new WaitedTooLong("The database did not answer for 10 minutes", late);
    }
  }

  /** Another import of the same archive may store some of them in between. */
  private Future<Void> write(List<Prepared> comments, int tries) {
    Set<String> asked = new HashSet<>();
    comments.forEach(
        one -> {
          asked.add(one.key());
          one.parent().ifPresent(asked::add);
        });
    return store
        .known(asked)
        .compose(known -> place(comments, known))
        .recover(
            failure ->
                tries > 1 && Database.isDuplicateKey(failure)
                    ? write(comments, tries - 1)
                    : Future.failedFuture(failure));
  }

  private Future<Void> place(List<Prepared> comments, Map<String, Parent> known) {
    Map<String, ImportedComment> placed = new LinkedHashMap<>();
    List<Prepared> left = new ArrayList<>(comments);
    left.removeIf(one -> known.containsKey(one.key()));
    int knownBefore = comments.size() - left.size();
    while (place(left, known, placed)) {}
    Future<Void> stored =
        placed.isEmpty()
            ? Future.succeededFuture()
            : store.add(List.copyOf(placed.values())).onSuccess(told::accept).mapEmpty();
    return stored.onSuccess(
        done -> {
          report.stored(placed.size());
          if (reading) {
            report.known(knownBefore);
          }
          await(left);
        });
  }

  /** Places those whose parent has its place; answers whether there were any. */
  private boolean place(
      List<Prepared> left, Map<String, Parent> known, Map<String, ImportedComment> placed) {
    int before = left.size();
    for (Iterator<Prepared> each = left.iterator(); each.hasNext(); ) {
      Prepared one = each.next();
      Optional<Parent> parent =
          one.parent()
              .flatMap(
                  key ->
                      Optional.ofNullable(known.get(key))
                          .or(
                              () ->
                                  Optional.ofNullable(placed.get(key))
                                      .map(ImportedComment::asParent)));
      if (one.parent().isEmpty() || parent.isPresent()) {
        placed.putIfAbsent(one.key(), new ImportedComment(Ids.at(one.at(), order++), one, parent));
        each.remove();
      }
    }
    return left.size() < before;
  }

  private void await(List<Prepared> replies) {
    int room = MOST_WAITING - waiting.size();
    waiting.addAll(replies.subList(0, Math.min(room, replies.size())));
    more |= replies.size() > room;
  }
}
