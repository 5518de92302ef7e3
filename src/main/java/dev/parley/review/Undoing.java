package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.comment.Transitions.Touched;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way back: what a moderator decided is undone while nothing has happened since. */
final class Undoing {
  private final Database database;
  private final DecisionNews news;
  private final Clock clock;

  Undoing(Database database, DecisionNews news, Clock clock) {
    this.database = database;
    this.news = news;
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
              tell(site, undone, moderator);
              return new JsonObject()
                  .put("case", undone.comment().toString())
                  .put("version", undone.version())
                  .put("status", undone.status().code())
                  .put("id", undone.id().toString());
            });
  }

  /** Tells readers and moderators; to be called after the commit. */
  void tell(int site, Undone undone, Moderator moderator) {
    news.tell(site, undone.touched());
    news.decided(site, undone.comment(), undone.version(), undone.status(), "undo", moderator);
  }

  /** What came of an undoing. */
  record Undone(UUID id, UUID comment, int version, Status status, List<Touched> touched) {}

  /** Undoes in a transaction, {@code id} naming the new entry of the log. */
  Future<Undone> undo(SqlConnection tx, int site, UUID id, UUID decision, Moderator moderator) {
    return tx.preparedQuery(
            """
            select comment_id, from_status, from_reason, from_tell, from_reports, from_reported_at,
              version
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
              return Transitions.lock(tx, site, List.of(row.getUUID("comment_id")))
                  .compose(
                      locked -> {
                        Locked now = locked.get(row.getUUID("comment_id"));
                        return now != null && now.version() == row.getInteger("version")
                            ? restore(tx, site, id, decision, row, now, moderator)
                            : undoneBefore(tx, site, id, now);
                      });
            });
  }

  /** Whether this very undoing was committed already, and its answer lost. */
  private static Future<Undone> undoneBefore(
      SqlConnection tx, int site, UUID id, @Nullable Locked now) {
    return tx.preparedQuery(
            "select version, to_status from decision where site_id = $1 and id = $2")
        .execute(Tuple.of(site, id))
        .compose(
            rows -> {
              if (rows.size() == 0 || now == null) {
                throw new Refusal(
                    Problem.DECIDED_SINCE,
                    "Someone has decided about this comment since, or it was edited");
              }
              Row row = rows.iterator().next();
              Status status = Status.ofNumber(row.getShort("to_status"));
              return Transitions.articles(tx, site, Set.of(now.articleId()))
                  .map(
                      touched ->
                          new Undone(id, now.id(), row.getInteger("version"), status, touched));
            });
  }

  private Future<Undone> restore(
      SqlConnection tx,
      int site,
      UUID id,
      UUID decision,
      Row row,
      Locked now,
      Moderator moderator) {
    Status before = Status.ofNumber(row.getShort("from_status"));
    return tx.preparedQuery(
            """
            update comment set status = $3, version = version + 1, reason = $4, tell = $5,
              shown = %s,
              -- Those that came in since are undecided too.
              report_n = report_n + $6, reported_at = coalesce($8, reported_at),
              -- What the last decision still in force says, if a moderator took it.
              decided = (
                select case when moderator_id is not null then to_status end from decision
                where site_id = $1 and comment_id = $2 and id <> $7 and to_status is not null
                  and action <> 'undo' and not exists (
                    select from decision later where later.site_id = $1
                      and later.comment_id = $2 and later.undoes = decision.id)
                order by id desc limit 1)
            where site_id = $1 and id = $2
            """
                .formatted(Transitions.shown("$3")))
        .execute(
            Tuple.of(site, now.id(), before.number(), row.getString("from_reason"))
                .addValue(row.getBoolean("from_tell"))
                .addValue(row.getInteger("from_reports"))
                .addValue(decision)
                .addValue(row.getOffsetDateTime("from_reported_at")))
        .compose(
            updated ->
                tx.preparedQuery(
                        """
                        insert into decision (site_id, id, comment_id, author_id, moderator_id,
                          action, from_status, to_status, version, undoes, created_at)
                        values ($1, $2, $3, $4, $5, 'undo', $6, $7, $8, $9, $10)
                        """)
                    .execute(
                        Tuple.of(site, id, now.id(), now.authorId(), moderator.id())
                            .addValue(now.status().number())
                            .addValue(before.number())
                            .addValue(now.version() + 1)
                            .addValue(decision)
                            .addValue(clock.instant().atOffset(ZoneOffset.UTC))))
        .compose(logged -> Transitions.count(tx, site, List.of(now), before))
        .map(touched -> new Undone(id, now.id(), now.version() + 1, before, touched));
  }
}
