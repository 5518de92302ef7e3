package dev.parley.posting;

import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Appealed;
import dev.parley.ledger.Ledger;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Lets authors object to a restriction of their comment: once to each, in their own words. */
final class Appealing {
  private final Database database;
  private final Announcer announcer;
  private final Clock clock;

  Appealing(Database database, Announcer announcer, Clock clock) {
    this.database = database;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Files an appeal; refused when there is nothing to object to, or the author has done so. */
  Future<Void> appeal(int site, OwnComment own, String text) {
    if (!own.shownStatus().restricted()) {
      throw new Refusal(
          Problem.NOT_RESTRICTED, "Nothing has been decided against this comment that you see.");
    }
    if (own.body().isEmpty()) {
      throw new Refusal(
          Problem.NOT_RESTRICTED, "The text of this comment is not kept any more. Write it again.");
    }
    if (own.appeal().filter(OwnAppeal::spent).isPresent()) {
      throw alreadyAppealed();
    }
    // Named before the transaction: tried again after a commit nobody heard of, it knows itself.
    UUID id = Ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return database
        .transaction(tx -> file(tx, site, own, id, text, now))
        .map(
            changes -> {
              announcer.announce(changes);
              return null;
            });
  }

  private static Refusal alreadyAppealed() {
    return new Refusal(
        Problem.ALREADY_APPEALED, "You have already appealed this decision. See its answer.");
  }

  private static Future<Changes> file(
      SqlConnection tx, int site, OwnComment own, UUID id, String text, Instant now) {
    return Transitions.lock(tx, site, List.of(own.id()))
        .compose(
            locked -> {
              Locked comment = locked.get(own.id());
              return comment != null && comment.version() == own.version()
                  ? Ledger.write(tx, new Appealed(site, own.id(), id, own.decidedBy(), text, now))
                  : filedBefore(tx, site, own, id);
            });
  }

  /** Whether this appeal was already committed and only its answer was lost. */
  private static Future<Changes> filedBefore(SqlConnection tx, int site, OwnComment own, UUID id) {
    return tx.preparedQuery("select id from appeal where site_id = $1 and comment_id = $2")
        .execute(Tuple.of(site, own.id()))
        .map(
            rows -> {
              List<UUID> there = rows.stream().map(row -> row.getUUID("id")).toList();
              if (there.contains(id)) {
                return Changes.NONE;
              }
              // Two clicks of one author: the other one was faster.
              throw there.isEmpty()
                  ? new Refusal(
                      Problem.DECIDED_SINCE,
                      "This comment has changed in the meantime. Reload it and try again.")
                  : alreadyAppealed();
            });
  }
}
