package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanTarget;
import dev.parley.ban.BannedComments;
import dev.parley.ban.Bans;
import dev.parley.comment.Action;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.LogWords;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.review.Deciding.Outcome;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Banning as one act: the ban, what is done about the comments that wait, and the log of both. Who
 * lifts the ban takes back the rest as well, as far as nobody has decided since.
 */
final class Banning {
  /** The most waiting comments that are decided on with a ban. */
  static final int MOST_WAITING = 1_000;

  private final Database database;
  private final Bans bans;
  private final BannedComments comments;
  private final Deciding deciding;
  private final Undoing undoing;
  private final Announcer announcer;

  Banning(
      Database database,
      Bans bans,
      BannedComments comments,
      Deciding deciding,
      Undoing undoing,
      Announcer announcer) {
    this.database = database;
    this.bans = bans;
    this.comments = comments;
    this.deciding = deciding;
    this.undoing = undoing;
    this.announcer = announcer;
  }

  /**
   * A ban that is asked for.
   *
   * @param waiting what is to be done about comments of theirs that wait
   */
  record Wanted(
      BanTarget target, Optional<Instant> until, String reason, Optional<Action> waiting) {}

  /** A ban, and how many waiting comments were decided on with it. */
  record Banned(Ban ban, int decided) {}

  private record Acted(Ban ban, Outcome outcome) {}

  /** Bans at once. */
  Future<Banned> ban(OnSite on, Wanted wanted) {
    return banIfAgreed(on, tx -> Future.succeededFuture(Optional.of(wanted)))
        .map(Optional::orElseThrow);
  }

  /** Bans what {@code agreed} finds to be agreed upon, in the same transaction; if anything. */
  Future<Optional<Banned>> banIfAgreed(
      OnSite on, Function<SqlConnection, Future<Optional<Wanted>>> agreed) {
    return database
        .transactionOnce(
            tx ->
                agreed
                    .apply(tx)
                    .compose(
                        wanted ->
                            wanted.isEmpty()
                                ? Future.succeededFuture(Optional.<Acted>empty())
                                : ban(tx, on, wanted.get()).map(Optional::of)))
        .map(acted -> acted.map(done -> told(on, done)));
  }

  private Banned told(OnSite on, Acted acted) {
    bans.changed(on.site().id());
    announcer.announce(acted.outcome().changes());
    return new Banned(acted.ban(), acted.outcome().applied());
  }

  private Future<Acted> ban(SqlConnection tx, OnSite on, Wanted wanted) {
    int site = on.site().id();
    return Bans.add(tx, site, wanted.target(), wanted.until(), wanted.reason(), on.moderator().id())
        .compose(
            ban ->
                log(tx, on, Kind.BAN, ban)
                    .compose(logged -> BanProposals.settle(tx, site, wanted.target()))
                    .compose(settled -> decision(tx, on, wanted))
                    .compose(
                        decision ->
                            decide(tx, site, ban, decision)
                                .map(outcome -> new Acted(ban, outcome))));
  }

  private Future<Decision> decision(SqlConnection tx, OnSite on, Wanted wanted) {
    Future<List<Seen>> waiting =
        wanted.waiting().isEmpty()
            ? Future.succeededFuture(List.of())
            : comments
                .waiting(tx, on.site(), wanted.target(), MOST_WAITING)
                .map(all -> all.stream().map(one -> new Seen(one.id(), one.version())).toList());
    return waiting.map(
        seen ->
            new Decision(
                on.moderator(),
                seen,
                wanted.waiting().orElse(Action.REJECT),
                Optional.empty(),
                Optional.of(wanted.reason()),
                false,
                false));
  }

  private Future<Outcome> decide(SqlConnection tx, int site, Ban ban, Decision decision) {
    Map<UUID, UUID> ids = new HashMap<>();
    decision.cases().forEach(seen -> ids.put(seen.id(), Ids.next()));
    return deciding.decide(tx, site, decision, ids, Optional.of(ban.id()));
  }

  /** Lifts a ban, and reopens what was decided with it. */
  Future<Void> lift(OnSite on, UUID id) {
    int site = on.site().id();
    return database
        .transactionOnce(tx -> lift(tx, on, id))
        .map(
            undone -> {
              bans.changed(site);
              undone.forEach(one -> announcer.announce(one.changes()));
              return null;
            });
  }

  private Future<List<Undoing.Undone>> lift(SqlConnection tx, OnSite on, UUID id) {
    int site = on.site().id();
    return Bans.remove(tx, site, id)
        .compose(ban -> log(tx, on, Kind.UNBAN, ban))
        .compose(
            logged ->
                tx.preparedQuery(
                        """
                        select id from decision where site_id = $1 and ban_id = $2
                        order by id limit $3
                        """)
                    .execute(Tuple.of(site, id, MOST_WAITING)))
        .compose(rows -> undo(tx, on, rows.stream().map(row -> row.getUUID("id")).toList()));
  }

  private Future<List<Undoing.Undone>> undo(SqlConnection tx, OnSite on, List<UUID> decisions) {
    List<Undoing.Undone> all = new ArrayList<>();
    Future<Void> before = Future.succeededFuture();
    for (UUID decision : decisions) {
      before =
          before
              .compose(
                  done -> undoing.undo(tx, on.site().id(), Ids.next(), decision, on.moderator()))
              .map(
                  undone -> {
                    all.add(undone);
                    return null;
                  })
              // Decided since: that stays.
              .recover(
                  failure ->
                      failure instanceof Refusal
                          ? Future.succeededFuture()
                          : Future.failedFuture(failure))
              .mapEmpty();
    }
    return before.map(all);
  }

  static Future<Void> log(SqlConnection tx, OnSite on, Kind kind, Ban ban) {
    return log(tx, on, kind, ban.target(), ban.until(), ban.reason());
  }

  static Future<Void> log(
      SqlConnection tx,
      OnSite on,
      Kind kind,
      BanTarget target,
      Optional<Instant> until,
      String reason) {
    boolean author = target.kind() == Ban.Kind.AUTHOR;
    // Of an author the name stands beside it.
    String value = author ? "" : " " + shownValue(target);
    String end = until.map(time -> " until " + LogWords.time(time)).orElse("");
    return Ledger.write(
        tx,
        new Administered(
            on.site().id(),
            on.moderator(),
            kind,
            author ? Ids.parse(target.value()) : Optional.empty(),
            Optional.of(reason),
            Optional.of(target.kind().code() + value + end)));
  }

  /** What a ban is about, as a moderator sees it: of an address only what {@link Email} shows. */
  static String shownValue(BanTarget target) {
    return target.kind() == Ban.Kind.EMAIL
        ? String.valueOf(Email.masked(target.value()))
        : target.value();
  }
}
