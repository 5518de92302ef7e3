package dev.parley.page;

import dev.parley.comment.Entry;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadPage;
import dev.parley.comment.Threads;
import dev.parley.posting.OwnComment;
import dev.parley.posting.PostingRoutes;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gathers what pages show: the thread, and in it the comments an address names and the reader's own
 * that waits.
 */
final class Views {
  private final Threads threads;
  private final PostingRoutes posting;
  private final Clock clock;
  private final boolean mail;

  /**
   * @param mail whether readers can have mail about replies
   */
  Views(Threads threads, PostingRoutes posting, Clock clock, boolean mail) {
    this.threads = threads;
    this.posting = posting;
    this.clock = clock;
    this.mail = mail;
  }

  /** What the page of an address shows, with a form filled in so far. */
  Future<View> view(
      Site site,
      PageAddress address,
      Optional<View.Own> own,
      Form form,
      Optional<Refusal> refusal) {
    return threads
        .page(site.id(), address.article(), address.query())
        .compose(page -> led(site, address, page))
        .compose(page -> with(site, address, page, address.comment()))
        .compose(page -> with(site, address, page, address.reply()))
        .compose(page -> with(site, address, page, address.held()))
        .map(
            page ->
                new View(
                    site,
                    address,
                    own.map(mine -> Placing.with(page, mine.entry(), address.sort())).orElse(page),
                    page,
                    own,
                    form,
                    refusal,
                    mail,
                    clock.instant(),
                    Optional.empty()));
  }

  /** A conversation begins with the comment above it. */
  private Future<ThreadPage> led(Site site, PageAddress address, ThreadPage page) {
    if (address.parent().isEmpty() || address.cursor().isPresent()) {
      return Future.succeededFuture(page);
    }
    return threads
        .shown(site.id(), address.article(), address.parent().get())
        .map(
            parent ->
                parent
                    .map(
                        leader ->
                            new ThreadPage(
                                page.article(),
                                List.of(leader),
                                page.children(),
                                page.next(),
                                page.repliesNext()))
                    .orElse(page));
  }

  private Future<ThreadPage> with(
      Site site, PageAddress address, ThreadPage page, Optional<UUID> wanted) {
    if (wanted.isEmpty() || Placing.draws(page, wanted.get())) {
      return Future.succeededFuture(page);
    }
    return threads
        .shown(site.id(), address.article(), wanted.get())
        .map(found -> found.map(entry -> Placing.with(page, entry, address.sort())).orElse(page));
  }

  /** The waiting comment; empty when this browser has no proof that it is the reader's own. */
  Future<Optional<View.Own>> own(Site site, PageAddress address, HttpServerRequest request) {
    Optional<String> token = address.held().flatMap(id -> OwnCookie.token(request, id));
    if (token.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    UUID id = address.held().orElseThrow();
    return posting
        .own(site, id, token.get())
        .compose(
            comment ->
                threads
                    .entry(site.id(), id)
                    .map(entry -> entry.flatMap(found -> own(found, comment))))
        .recover(
            failure ->
                failure instanceof Refusal
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  private static Optional<View.Own> own(Entry entry, OwnComment comment) {
    Status status = comment.shownStatus();
    return status == Status.DELETED
        ? Optional.empty()
        : Optional.of(
            new View.Own(
                entry,
                status,
                comment.statement(),
                comment.isAppealable(),
                comment.appealInWords()));
  }
}
