package dev.parley.posting;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Edited;
import dev.parley.ledger.Act.Withdrawn;
import dev.parley.ledger.Ledger;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets authors change or take back their own comments. */
final class Editing {
  private final Database database;
  private final Admission admission;
  private final Intake intake;
  private final Announcer announcer;
  private final Clock clock;

  Editing(Database database, Admission admission, Intake intake, Announcer announcer, Clock clock) {
    this.database = database;
    this.admission = admission;
    this.intake = intake;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Replaces the text after screening it like a new one. The comment's version rises, so that no
   * moderator approves a text they have not seen.
   */
  Future<Status> edit(Site site, OwnComment own, String body, String address) {
    refuseLate(own);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return admission
        .admitEdit(submission(site, own, body, address), own)
        .compose(admitted -> intake.screen(admitted, own.id(), now))
        .compose(
            screened -> {
              // The id is chosen before the transaction: if a commit's answer is lost, a retry
              // recognises its own edit.
              UUID decision = Ids.next();
              return database.transaction(tx -> replace(tx, site, own, screened, decision));
            })
        .map(
            edited -> {
              announcer.announce(edited.changes());
              return edited.status();
            });
  }

  private record Done(Status status, Changes changes) {}

  private void refuseLate(OwnComment own) {
    boolean open = own.shownStatus() == Status.PENDING || own.status() == Status.APPROVED;
    if (!open || clock.instant().isAfter(own.editableUntil())) {
      throw new Refusal(Problem.EDIT_WINDOW_CLOSED, whyLate(own, open));
    }
  }

  private static String whyLate(OwnComment own, boolean open) {
    if (open) {
      return "The time to edit this comment is over.";
    }
    if (own.status() == Status.DELETED) {
      return "This comment was deleted. Write a new one.";
    }
    return own.decidedBy().isPresent()
        ? "A moderator has already decided on this comment."
        : "This comment was refused when it was sent. Write a new one.";
  }

  private static Submission submission(Site site, OwnComment own, String body, String address) {
    return new Submission(
        site,
        own.articleKey(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        own.name(),
        own.email(),
        own.url(),
        body,
        false,
        Optional.empty(),
        address,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Future<Done> replace(
      SqlConnection tx, Site site, OwnComment own, Screened screened, UUID decision) {
    return Transitions.lock(tx, site.id(), List.of(own.id()))
        .compose(
            locked -> {
              Locked before = locked.get(own.id());
              if (before == null || before.version() != own.version()) {
                return replacedBefore(tx, site.id(), own, decision);
              }
              Status after = after(before.status(), screened.verdict());
              return Ledger.write(
                      tx,
                      new Edited(
                          site.id(), before, decision, after, screened, Statement.reason(screened)))
                  .map(changes -> new Done(after, changes));
            });
  }

  /** Whether this edit was already committed and only its answer was lost. */
  private static Future<Done> replacedBefore(
      SqlConnection tx, int site, OwnComment own, UUID decision) {
    return tx.preparedQuery("select to_status from decision where site_id = $1 and id = $2")
        .execute(Tuple.of(site, decision))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(
                    Problem.DECIDED_SINCE,
                    "This comment has changed in the meantime. Reload it and try again.");
              }
              Status after = Status.ofNumber(rows.iterator().next().getShort("to_status"));
              return Transitions.articles(tx, site, Set.of(own.articleId()))
                  .map(touched -> new Done(after, Changes.of(site, touched, List.of())));
            });
  }

  /** A comment that was waiting goes on waiting: a clean new text does not settle the old doubt. */
  private static Status after(Status before, Verdict verdict) {
    return before == Status.APPROVED || verdict == Verdict.REJECT || verdict == Verdict.SPAM
        ? verdict.status()
        : before;
  }

  /** Takes a comment back. Its text is gone at once; replies stay under a tombstone. */
  Future<Void> delete(Site site, OwnComment own) {
    if (own.status() == Status.DELETED) {
      return Future.succeededFuture();
    }
    UUID id = Ids.next();
    return database
        .transaction(
            tx ->
                Transitions.lock(tx, site.id(), List.of(own.id()))
                    .compose(locked -> withdraw(tx, site, locked.get(own.id()), id)))
        .map(
            changes -> {
              announcer.announce(changes);
              return null;
            });
  }

  private Future<Changes> withdraw(SqlConnection tx, Site site, @Nullable Locked before, UUID id) {
    // Someone else deleted it meanwhile, or our own commit did and its answer was lost.
    return before == null || before.status() == Status.DELETED
        ? Future.succeededFuture(Changes.NONE)
        : Ledger.write(tx, new Withdrawn(site.id(), before, id, clock.instant()));
  }
}
