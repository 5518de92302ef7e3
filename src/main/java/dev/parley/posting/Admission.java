package dev.parley.posting;

import dev.parley.ban.Ban;
import dev.parley.ban.Bans;
import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a submission may be posted. It asks the database once for everything it needs,
 * and tells the author why when it refuses.
 */
final class Admission {
  private final Database database;
  private final Threads threads;
  private final Acquaintances acquaintances;
  private final Authorship authorship;
  private final Bans bans;
  private final RateLimit limit;
  private final Clock clock;

  Admission(Database database, Threads threads, Bans bans, RateLimit limit, Clock clock) {
    this.database = database;
    this.threads = threads;
    this.acquaintances = new Acquaintances(database, clock);
    this.authorship = new Authorship(database);
    this.bans = bans;
    this.limit = limit;
    this.clock = clock;
  }

  /** Admits a submission. Refuses it when the author or the thread does not allow it. */
  Future<Admitted> admit(Submission submission) {
    limit.take(submission.site().id(), submission.address());
    Author typed = Authorship.typed(submission);
    return refuseBanned(submission, typed)
        .compose(
            allowed -> {
              Future<Acquaintance> acquainted = acquaintances.of(submission, typed);
              Future<Optional<Author>> proven = authorship.proven(submission);
              return Future.all(acquainted, proven)
                  .compose(both -> admit(submission, typed, proven.result(), acquainted.result()));
            });
  }

  /** Whoever is banned by what they send themselves costs the store nothing. */
  private Future<Void> refuseBanned(Submission submission, Author typed) {
    int site = submission.site().id();
    Future<Optional<Ban>> ban =
        mayProveAnother(submission)
            ? bans.ofTyped(site, typed, submission.address())
            : bans.ofSender(site, typed, submission.address());
    return ban.map(Admission::refuse);
  }

  /** Without an address a proof tells who they are, and not what they type. */
  private static boolean mayProveAnother(Submission submission) {
    return submission.email().isEmpty() && !submission.proofs().isEmpty();
  }

  private Future<Admitted> admit(
      Submission submission, Author typed, Optional<Author> proven, Acquaintance acquaintance) {
    Article article = acquaintance.article();
    Author author = proven.orElseGet(() -> Authorship.unproven(submission, typed, acquaintance));
    return refuseBannedAs(submission, typed, author)
        .compose(
            allowed -> {
              refuseClosed(article);
              return slowly(submission, article);
            })
        .map(
            slow -> {
              if (submission.parentId().isPresent() && acquaintance.parent().isEmpty()) {
                throw Refusal.invalid("parentId", "The comment you reply to no longer exists");
              }
              return new Admitted(
                  submission,
                  placed(article, submission),
                  submission.articleTitle().filter(sent -> article.title().isEmpty()),
                  acquaintance.parent(),
                  author,
                  Optional.of(acquaintance.author())
                      .filter(known -> author.id().equals(typed.id())));
            });
  }

  /** Who turns out to be another than they typed may be banned as that one. */
  private Future<Void> refuseBannedAs(Submission submission, Author typed, Author author) {
    return author.equals(typed) && !mayProveAnother(submission)
        ? Future.succeededFuture()
        : bans.ofSender(submission.site().id(), author, submission.address())
            .map(Admission::refuse);
  }

  /** Only the first comment sets an article's address; later ones do not change it. */
  private static Article placed(Article article, Submission submission) {
    return new Article(
        article.id(),
        article.key(),
        article.url().isEmpty()
            ? submission.articleUrl().filter(submission.site()::hasPage).orElse("")
            : article.url(),
        article.title(),
        article.state(),
        article.closedAt(),
        article.count(),
        article.version(),
        article.slowSeconds());
  }

  /** Refuses what a ban covers. */
  static @Nullable Void refuse(Optional<Ban> ban) {
    if (ban.isPresent()) {
      String until = ban.get().until().map(time -> " until " + time).orElse("");
      throw new Refusal(Problem.BANNED, "You cannot comment here" + until + ".");
    }
    return null;
  }

  /** Admits the new text of an author's comment by the rules for a new one. */
  Future<Admitted> admitEdit(Submission submission, OwnComment own) {
    int site = submission.site().id();
    limit.take(site, submission.address());
    Author author = new Author(own.authorId(), own.name(), own.email(), own.url());
    return bans.ofSender(site, author, submission.address())
        .compose(
            ban -> {
              refuse(ban);
              return threads.article(site, own.articleKey());
            })
        .map(
            article -> {
              refuseClosed(article);
              return new Admitted(
                  submission,
                  article,
                  Optional.empty(),
                  Optional.empty(),
                  author,
                  Optional.empty());
            });
  }

  private static void refuseClosed(Article article) {
    if (article.state() == Article.State.CLOSED) {
      throw new Refusal(Problem.THREAD_CLOSED, "This discussion is closed. You can still read it.");
    }
  }

  /** Where the publisher has slowed down a thread, a network must wait between its comments. */
  private Future<Void> slowly(Submission submission, Article article) {
    Optional<NetworkPrefix> network = NetworkPrefix.around(submission.address());
    if (article.slowSeconds() == 0 || network.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant from = clock.instant().minusSeconds(article.slowSeconds());
    return database
        .pool()
        .preparedQuery(
            """
            select created_at from comment
            where site_id = $1 and id > $2 and article_id = $3 and address && $4::text::inet
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
}
