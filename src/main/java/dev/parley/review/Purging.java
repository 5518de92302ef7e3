package dev.parley.review;

import dev.parley.ban.Bans;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.review.Deciding.Outcome;
import dev.parley.review.Decision.Seen;
import dev.parley.review.Purge.WantedBan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries out purges: each comment goes the road of every decision, some in a transaction, so that
 * nobody waits long for a lock. One undo takes all of them back that nobody has touched since.
 */
final class Purging {
  private static final int BATCH = 100;

  private final Database database;
  private final Bans bans;
  private final Deciding deciding;
  private final Undoing undoing;
  private final Announcer announcer;
  private final Clock clock;

  Purging(
      Database database,
      Bans bans,
      Deciding deciding,
      Undoing undoing,
      Announcer announcer,
      Clock clock) {
    this.database = database;
    this.bans = bans;
    this.deciding = deciding;
    this.undoing = undoing;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** A purge that was carried out. */
  record Purged(UUID id, int touched, Optional<UUID> ban) {}

  /** Decides about all of them; the purge is known before the first is decided. */
  Future<Purged> purge(OnSite on, Purge purge, List<Seen> found) {
    int site = on.site().id();
    UUID id = Ids.next();
    return database
        .transactionOnce(tx -> begin(tx, on, purge, id, found.size()))
        .compose(
            ban -> {
              ban.ifPresent(made -> bans.changed(site));
              return decide(on, purge, id, found, 0, 0)
                  .compose(touched -> end(site, id, touched))
                  .map(touched -> new Purged(id, touched, ban));
            });
  }

  private Future<Optional<UUID>> begin(
      SqlConnection tx, OnSite on, Purge purge, UUID id, int found) {
    return purge
        .ban()
        .map(wanted -> ban(tx, on, wanted))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .compose(
            ban ->
                tx.preparedQuery(
                        """
                        insert into purge (site_id, id, moderator_id, kind, value, within, action,
                          reason, ban_id, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        """)
                    .execute(
                        Tuple.of(
                                on.site().id(),
                                id,
                                on.moderator().id(),
                                purge.kind().code(),
                                storedValue(purge),
                                purge.within().code())
                            .addValue(purge.action().code())
                            .addValue(purge.reason().orElse(null))
                            .addValue(ban.orElse(null))
                            .addValue(clock.instant().atOffset(ZoneOffset.UTC)))
                    .compose(
                        stored -> Ledger.write(tx, log(on, Kind.PURGE, purge, found + " comments")))
                    .map(ban));
  }

  /** Of a text only that there was one: whoever it is about may be erased. */
  private static String storedValue(Purge purge) {
    return purge.kind() == Purge.Kind.LIKE && Ids.parse(purge.value()).isEmpty()
        ? ""
        : purge.value();
  }

  private static Administered log(OnSite on, Kind kind, Purge purge, String what) {
    boolean author = purge.kind() == Purge.Kind.AUTHOR;
    String value = author || storedValue(purge).isEmpty() ? "" : " " + storedValue(purge);
    return new Administered(
        on.site().id(),
        on.moderator(),
        kind,
        author ? Ids.parse(purge.value()) : Optional.empty(),
        purge.reason(),
        Optional.of(
            purge.action().code()
                + ", "
                + purge.kind().code()
                + value
                + ", "
                + purge.within().code()
                + ", "
                + what));
  }

  /** The new ban; empty when there was one already, which stays as it is. */
  private static Future<Optional<UUID>> ban(SqlConnection tx, OnSite on, WantedBan wanted) {
    int site = on.site().id();
    return WideBans.refuseUnlessAlone(tx, on, wanted.target())
        .compose(
            may ->
                tx.preparedQuery("select from ban where site_id = $1 and kind = $2 and value = $3")
                    .execute(
                        Tuple.of(site, wanted.target().kind().code(), wanted.target().value())))
        .compose(
            there ->
                there.size() > 0
                    ? Future.succeededFuture(Optional.empty())
                    : Bans.add(
                            tx,
                            site,
                            wanted.target(),
                            wanted.until(),
                            wanted.reason(),
                            on.moderator().id())
                        .compose(
                            ban ->
                                BanProposals.settle(tx, site, wanted.target())
                                    .compose(settled -> Banning.log(tx, on, Kind.BAN, ban))
                                    .map(Optional.of(ban.id()))));
  }

  /** Decides about the next of them and those after; answers how many it touched. */
  private Future<Integer> decide(
      OnSite on, Purge purge, UUID id, List<Seen> found, int from, int touched) {
    if (from >= found.size()) {
      return Future.succeededFuture(touched);
    }
    List<Seen> some = found.subList(from, Math.min(found.size(), from + BATCH));
    Decision decision =
        new Decision(
            on.moderator(),
            some,
            purge.action(),
            purge.reason(),
            Optional.empty(),
            purge.tell(),
            false);
    // Named before the transaction: tried again after a commit nobody heard of, it knows itself.
    Map<UUID, UUID> ids = new HashMap<>();
    some.forEach(seen -> ids.put(seen.id(), Ids.next()));
    return database
        .transaction(tx -> decide(tx, on.site().id(), decision, id, ids))
        .compose(
            outcome -> {
              announcer.announce(outcome.changes());
              return decide(on, purge, id, found, from + BATCH, touched + outcome.applied());
            });
  }

  private Future<Outcome> decide(
      SqlConnection tx, int site, Decision decision, UUID purge, Map<UUID, UUID> ids) {
    return deciding
        .decide(tx, site, decision, ids, Optional.empty())
        .compose(
            outcome ->
                tx.preparedQuery(
                        """
                        insert into purge_decision (site_id, purge_id, decision_id)
                        select $1, $2, id from unnest($3::uuid[]) as id on conflict do nothing
                        """)
                    .execute(Tuple.of(site, purge, applied(outcome)))
                    .map(outcome));
  }

  private static UUID[] applied(Outcome outcome) {
    return outcome.outcomes().stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("outcome").equals("applied"))
        .map(one -> UUID.fromString(one.getString("id")))
        .toArray(UUID[]::new);
  }

  private Future<Integer> end(int site, UUID id, int touched) {
    return database
        .pool()
        .preparedQuery("update purge set touched = $3 where site_id = $1 and id = $2")
        .execute(Tuple.of(site, id, touched))
        .map(touched);
  }

  /** What came of taking a purge back. */
  private static final class Undone {
    int undone;
    final JsonArray kept = new JsonArray();
  }

  /** Takes a purge back, with its ban; refused the second time. */
  Future<JsonObject> undo(OnSite on, UUID id) {
    int site = on.site().id();
    Undone result = new Undone();
    return database
        .transactionOnce(tx -> beginUndo(tx, on, id))
        .compose(
            lifted -> {
              bans.changed(site);
              return undoNext(on, id, result);
            })
        .map(
            done ->
                new JsonObject()
                    .put("id", id.toString())
                    .put("undone", result.undone)
                    .put("kept", result.kept.size())
                    .put("keptCases", result.kept));
  }

  /**
   * Whoever comes first takes it back; what an interrupted one has left, the next may go on with.
   */
  private static Future<Void> beginUndo(SqlConnection tx, OnSite on, UUID id) {
    int site = on.site().id();
    return tx.preparedQuery(
            """
            select kind, ban_id, undone_at is not null and not exists (
              select from purge_decision left_over
              where left_over.site_id = $1 and left_over.purge_id = $2) as over
            from purge where site_id = $1 and id = $2 for update
            """)
        .execute(Tuple.of(site, id))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such purge");
              }
              if (rows.iterator().next().getBoolean("over")) {
                throw new Refusal(Problem.CONFLICT, "This purge was already taken back");
              }
              return lift(tx, on, Optional.ofNullable(rows.iterator().next().getUUID("ban_id")));
            })
        .compose(
            lifted ->
                tx.preparedQuery(
                        """
                        update purge set undone_by = $3, undone_at = now()
                        where site_id = $1 and id = $2
                        """)
                    .execute(Tuple.of(site, id, on.moderator().id())))
        .compose(
            marked ->
                Ledger.write(
                    tx, Administered.of(site, on.moderator(), Kind.PURGE_UNDONE, id.toString())));
  }

  private static Future<Void> lift(SqlConnection tx, OnSite on, Optional<UUID> ban) {
    return ban.map(
            id ->
                Bans.remove(tx, on.site().id(), id)
                    .compose(lifted -> Banning.log(tx, on, Kind.UNBAN, lifted))
                    // Somebody has lifted it since.
                    .recover(Purging::unlessRefused))
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Void> unlessRefused(Throwable failure) {
    return failure instanceof Refusal ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  private Future<Void> undoNext(OnSite on, UUID id, Undone result) {
    return database
        .transactionOnce(tx -> undoSome(tx, on, id))
        .compose(
            some -> {
              some.undone().forEach(one -> announcer.announce(one.changes()));
              result.undone += some.undone().size();
              some.kept().forEach(comment -> result.kept.add(comment.toString()));
              return some.seen() < BATCH ? Future.succeededFuture() : undoNext(on, id, result);
            });
  }

  private record Some(int seen, List<Undoing.Undone> undone, List<UUID> kept) {}

  private Future<Some> undoSome(SqlConnection tx, OnSite on, UUID id) {
    int site = on.site().id();
    return tx.preparedQuery(
            """
            with taken as (
              delete from purge_decision where ctid = any(array(
                select ctid from purge_decision where site_id = $1 and purge_id = $2
                order by decision_id limit $3 for update))
              returning decision_id
            )
            select decision_id, decision.comment_id from taken
            left join decision on decision.site_id = $1 and decision.id = decision_id
            order by decision.comment_id
            """)
        .execute(Tuple.of(site, id, BATCH))
        .compose(
            rows -> {
              List<Undoing.Undone> undone = new ArrayList<>();
              List<UUID> kept = new ArrayList<>();
              Future<Void> before = Future.succeededFuture();
              for (var row : rows) {
                UUID decision = row.getUUID("decision_id");
                UUID comment = row.getUUID("comment_id");
                before =
                    before
                        .compose(
                            done -> undoing.undo(tx, site, Ids.next(), decision, on.moderator()))
                        .<Void>map(
                            one -> {
                              undone.add(one);
                              return null;
                            })
                        .recover(
                            failure -> {
                              // Decided since: that stays, and is said.
                              if (failure instanceof Refusal && comment != null) {
                                kept.add(comment);
                              }
                              return unlessRefused(failure);
                            });
              }
              return before.map(done -> new Some(rows.size(), undone, kept));
            });
  }
}
