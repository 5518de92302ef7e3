package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Parent;
import dev.parley.comment.Status;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Network;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.review.Ban;
import dev.parley.review.Bans;
import dev.parley.text.WebAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** May they? Refuses to the author's face, the cheapest question first. */
final class Admission {
  private final Database database;
  private final Threads threads;
  private final Authorship authorship;
  private final Bans bans;
  private final RateLimit limit;
  private final Clock clock;

  Admission(Database database, Threads threads, Bans bans, RateLimit limit, Clock clock) {
    this.database = database;
    this.threads = threads;
    this.authorship = new Authorship(database, clock);
    this.bans = bans;
    this.limit = limit;
    this.clock = clock;
  }

  /** The submission, admitted; refused when the author or the thread does not allow it. */
  Future<Admitted> admit(Submission submission) {
    limit.take(submission.site().id(), submission.address());
    int site = submission.site().id();
    Future<Author> identified = authorship.of(submission);
    Future<Article> found = threads.article(site, submission.articleKey());
    return Future.all(identified, found)
        .compose(both -> admit(submission, identified.result(), found.result()));
  }

  private Future<Admitted> admit(Submission submission, Author author, Article article) {
    return bans.ofSender(submission.site().id(), author, submission.address())
        .compose(
            ban -> {
              ban.ifPresent(Admission::refuse);
              refuseClosed(article);
              return slowly(submission, article);
            })
        .compose(slow -> parent(submission, article))
        .map(
            parent ->
                new Admitted(
                    submission,
                    placed(article, submission),
                    submission.articleTitle().filter(sent -> article.title().isEmpty()),
                    parent,
                    author));
  }

  /** The first who posts may say where the page is; later ones do not move it. */
  private static Article placed(Article article, Submission submission) {
    return new Article(
        article.id(),
        article.key(),
        article.url().isEmpty()
            ? submission.articleUrl().filter(url -> isOfSite(submission, url)).orElse("")
            : article.url(),
        article.title(),
        article.state(),
        article.closedAt(),
        article.count(),
        article.version(),
        article.slowSeconds());
  }

  /** Readers say where the page is; only addresses of the site's own origins are believed. */
  private static boolean isOfSite(Submission submission, String url) {
    return WebAddress.of(url)
        .filter(address -> submission.site().allows(address.origin()))
        .isPresent();
  }

  static void refuse(Ban ban) {
    String until = ban.until().map(time -> " until " + time).orElse("");
    throw new Refusal(Problem.BANNED, "You cannot comment here" + until + ".");
  }

  /** The new text of an own comment, admitted as a new one would be. */
  Future<Admitted> admitEdit(Submission submission, OwnComment own) {
    int site = submission.site().id();
    limit.take(site, submission.address());
    Author author = new Author(own.authorId(), own.name(), own.email(), own.url());
    return bans.ofSender(site, author, submission.address())
        .compose(
            ban -> {
              ban.ifPresent(Admission::refuse);
              return threads.article(site, own.articleKey());
            })
        .map(
            article -> {
              refuseClosed(article);
              return new Admitted(submission, article, Optional.empty(), Optional.empty(), author);
            });
  }

  private static void refuseClosed(Article article) {
    if (article.state() == Article.State.CLOSED) {
      throw new Refusal(Problem.THREAD_CLOSED, "This discussion is closed. You can still read it.");
    }
  }

  /** Where the publisher has slowed a thread down, a network waits between its comments. */
  private Future<Void> slowly(Submission submission, Article article) {
    Optional<Network> network = Network.around(submission.address());
    if (article.slowSeconds() == 0 || network.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant from = clock.instant().minusSeconds(article.slowSeconds());
    return database
        .pool()
        .preparedQuery(
            """
            select created_at from comment
            where site_id = $1 and id > $2 and article_id = $3 and address <<= $4::text::inet
            order by id desc limit 1
            """)
        .execute(
            Tuple.of(
                submission.site().id(), Ids.earliest(from), article.id(), network.get().toString()))
        .map(
            rows -> {
              for (Row row : rows) {
                Instant last = row.getOffsetDateTime("created_at").toInstant();
                long seconds = Math.max(1, Duration.between(from, last).toSeconds() + 1);
                throw new Refusal(
                        Problem.TOO_FAST,
                        "This discussion is slowed down. You can post again in "
                            + seconds
                            + " seconds.")
                    .retryAfter(seconds);
              }
              return null;
            });
  }

  private Future<Optional<Parent>> parent(Submission submission, Article article) {
    if (submission.parentId().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select id, root_id, ancestors, status from comment
            where site_id = $1 and id = $2 and article_id = $3
            """)
        .execute(Tuple.of(submission.site().id(), submission.parentId().get(), article.id()))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw gone();
              }
              return Optional.of(parent(rows.iterator().next()));
            });
  }

  private static Parent parent(Row row) {
    if (Status.ofNumber(row.getShort("status")) != Status.APPROVED) {
      throw gone();
    }
    List<UUID> ancestors = List.of(row.getArrayOfUUIDs("ancestors"));
    return new Parent(row.getUUID("id"), row.getUUID("root_id"), ancestors);
  }

  private static Refusal gone() {
    return Refusal.invalid("parentId", "The comment you reply to is not there any more");
  }
}
