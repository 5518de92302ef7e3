package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.moderator.OnSite;
import dev.parley.review.Banning.Banned;
import dev.parley.review.Banning.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;

/** Bans that two people agree to: one proposes, another confirms or declines. */
final class Proposing {
  private final Database database;
  private final Banning banning;

  Proposing(Database database, Banning banning) {
    this.database = database;
    this.banning = banning;
  }

  /**
   * Proposes a ban, which {@link BanProposals} then holds. Whoever asks for what somebody else has
   * proposed agrees to it, and bans.
   */
  Future<Optional<Banned>> propose(OnSite on, Wanted wanted) {
    return banning.banIfAgreed(on, tx -> agreedOrStored(tx, on, wanted));
  }

  private static Future<Optional<Wanted>> agreedOrStored(
      SqlConnection tx, OnSite on, Wanted wanted) {
    return BanProposals.about(tx, on.site().id(), wanted.target())
        .compose(
            there ->
                there.filter(one -> !one.by().equals(on.moderator().id())).isPresent()
                    ? WideBans.refuseUnlessSecond(tx, on, there.get()).map(Optional.of(wanted))
                    : store(tx, on, wanted).map(Optional.empty()));
  }

  private static Future<Void> store(SqlConnection tx, OnSite on, Wanted wanted) {
    return BanProposals.put(tx, on.site().id(), wanted, on.moderator().id())
        .compose(stored -> log(tx, on, Kind.BAN_PROPOSED, wanted));
  }

  /** Bans as somebody else has proposed. */
  Future<Banned> confirm(OnSite on, UUID id) {
    return banning
        .banIfAgreed(
            on,
            tx ->
                BanProposals.locked(tx, on.site().id(), id)
                    .compose(
                        proposal ->
                            WideBans.refuseUnlessSecond(tx, on, proposal)
                                .map(Optional.of(proposal.wanted()))))
        .map(Optional::orElseThrow);
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
