package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The way back: what a moderator decided is undone while nothing has happened since. */
final class Undoing {
  private final Database database;
  private final Announcer announcer;
  private final Clock clock;

  Undoing(Database database, Announcer announcer, Clock clock) {
    this.database = database;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Takes a moderator's decision back, unless someone has decided or edited since. */
  Future<JsonObject> undo(int site, UUID decision, Moderator moderator) {
    // Named before the transaction: tried again after a commit nobody heard of, it knows itself.
    UUID id = Ids.next();
    return database
        .transaction(tx -> undo(tx, site, id, decision, moderator))
        .map(
            undone -> {
              announcer.announce(undone.changes());
              return new JsonObject()
                  .put("case", undone.event().comment().toString())
                  .put("version", undone.event().version())
                  .put("status", undone.event().status().code())
                  .put("id", id.toString());
            });
  }

  /** What came of an undoing; to be announced after the commit. */
  record Undone(CaseEvent.Decided event, Changes changes) {}

  /** Undoes in a transaction, {@code id} naming the new entry of the log. */
  Future<Undone> undo(SqlConnection tx, int site, UUID id, UUID decision, Moderator moderator) {
    return tx.preparedQuery(
            """
            select comment_id, from_status, version, from_reports, exists (
                select from audit where audit.site_id = $1
                  and audit.comment_id = decision.comment_id and audit.answer = decision.id) as checked
            from decision
            where site_id = $1 and id = $2 and moderator_id is not null
              and from_status is not null and action <> 'undo'
            """)
        .execute(Tuple.of(site, decision))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such decision to undo");
              }
              Row row = rows.iterator().next();
              return CaseAppeals.refuseOwn(tx, site, moderator.id(), decision).map(row);
            })
        .compose(
            row -> {
              return Transitions.lock(tx, site, List.of(row.getUUID("comment_id")))
                  .compose(
                      locked -> {
                        Locked now = locked.get(row.getUUID("comment_id"));
                        if (now == null) {
                          throw new Refusal(Problem.NOT_FOUND, "There is no such comment");
                        }
                        Act.Undone act =
                            new Act.Undone(
                                site,
                                now,
                                id,
                                moderator,
                                decision,
                                Status.ofNumber(row.getShort("from_status")),
                                now.blind() || blindAgain(row, now),
                                clock.instant());
                        return now.version() == row.getInteger("version")
                            ? Ledger.write(tx, act).map(changes -> undone(act, changes))
                            : undoneBefore(tx, act);
                      });
            });
  }

  /** A check waits again, but for what was reported before the decision or since. */
  private static boolean blindAgain(Row decision, Locked now) {
    return decision.getBoolean("checked")
        && decision.getInteger("from_reports") + now.reports() == 0;
  }

  private static Undone undone(Act.Undone act, Changes changes) {
    return new Undone(Ledger.decided(act, act.comment(), act.comment().version() + 1), changes);
  }

  /** Whether this very undoing was committed already, and its answer lost. */
  private static Future<Undone> undoneBefore(SqlConnection tx, Act.Undone act) {
    return tx.preparedQuery("select version from decision where site_id = $1 and id = $2")
        .execute(Tuple.of(act.site(), act.id()))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(
                    Problem.DECIDED_SINCE,
                    "Someone has decided about this comment since, or it was edited");
              }
              CaseEvent.Decided event =
                  Ledger.decided(act, act.comment(), rows.iterator().next().getInteger("version"));
              return Transitions.articles(tx, act.site(), Set.of(act.comment().articleId()))
                  .map(
                      touched ->
                          new Undone(event, Changes.of(act.site(), touched, List.of(event))));
            });
  }
}
