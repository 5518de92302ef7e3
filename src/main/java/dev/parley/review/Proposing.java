package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.LogWords;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.review.Banning.Banned;
import dev.parley.review.Banning.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Bans that two people agree to: one proposes, another confirms or declines. */
final class Proposing {
  private final Database database;
  private final Banning banning;
  private final Clock clock;

  Proposing(Database database, Banning banning, Clock clock) {
    this.database = database;
    this.banning = banning;
    this.clock = clock;
  }

  /**
   * Proposes a ban; refused when somebody else has proposed one of the same target, which is
   * confirmed or declined as it is. Answers the proposal's id.
   */
  Future<UUID> propose(OnSite on, Wanted wanted) {
    return database.transactionOnce(
        tx ->
            BanProposals.put(tx, on.site().id(), wanted, on.moderator().id())
                .compose(
                    stored ->
                        stored.isPresent()
                            ? log(tx, on, Kind.BAN_PROPOSED, wanted).map(stored.get())
                            : refuseAsProposed(tx, on, wanted)));
  }

  private static Future<UUID> refuseAsProposed(SqlConnection tx, OnSite on, Wanted wanted) {
    return BanProposals.about(tx, on.site().id(), wanted.target())
        .map(
            there -> {
              throw new Refusal(
                  Problem.CONFLICT,
                  there.map(BanProposal::name).orElse("Somebody else")
                      + " has proposed a ban of "
                      + wanted.target().value()
                      + ". Confirm or decline it on the page of bans.");
            });
  }

  /** Bans as somebody else has proposed. */
  Future<Banned> confirm(OnSite on, UUID id) {
    return banning
        .banIfAgreed(
            on,
            tx ->
                BanProposals.locked(tx, on.site().id(), id)
                    .map(this::refuseEnded)
                    .compose(
                        proposal ->
                            WideBans.refuseUnlessSecond(tx, on, proposal)
                                .map(Optional.of(proposal.wanted()))))
        .map(Optional::orElseThrow);
  }

  private BanProposal refuseEnded(BanProposal proposal) {
    proposal
        .wanted()
        .until()
        .filter(end -> !end.isAfter(clock.instant()))
        .ifPresent(
            end -> {
              throw new Refusal(
                  Problem.CONFLICT,
                  "This ban was proposed until "
                      + LogWords.time(end)
                      + ", which has passed. Decline it, and ban anew.");
            });
    return proposal;
  }

  /** Takes a proposal back, or declines somebody else's. */
  Future<Void> decline(OnSite on, UUID id) {
    return database.transactionOnce(
        tx ->
            BanProposals.locked(tx, on.site().id(), id)
                .compose(
                    proposal ->
                        BanProposals.settle(tx, on.site().id(), proposal.wanted().target())
                            .compose(gone -> log(tx, on, Kind.BAN_DECLINED, proposal.wanted()))));
  }

  private static Future<Void> log(SqlConnection tx, OnSite on, Kind kind, Wanted wanted) {
    return Banning.log(tx, on, kind, wanted.target(), wanted.until(), wanted.reason());
  }
}
