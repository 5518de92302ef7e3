package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanTarget;
import dev.parley.http.NetworkPrefix;
import dev.parley.moderator.Colleagues;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/**
 * Who may ban a whole network or domain, which is many people. Where a site has a lead, a lead must
 * agree; where its policy says so, two people must, unless nobody else moderates it.
 */
final class WideBans {
  private WideBans() {}

  private static boolean isWide(BanTarget target) {
    return target.kind() == Ban.Kind.DOMAIN
        || target.kind() == Ban.Kind.IP
            && !NetworkPrefix.parse(target.value()).map(NetworkPrefix::isOneLine).orElse(true);
  }

  /** Whether they may ban it without anybody else. */
  static Future<Boolean> mayAlone(SqlClient client, OnSite on, BanTarget target) {
    if (!isWide(target)) {
      return Future.succeededFuture(true);
    }
    return leadAgrees(client, on)
        .compose(
            agreed -> {
              if (!agreed || !on.site().settings().bansByTwo()) {
                return Future.succeededFuture(agreed);
              }
              return Colleagues.hasAnother(client, on.site().id(), on.moderator().id())
                  .map(there -> !there);
            });
  }

  /** Refused when they would need somebody else, whom a purge cannot wait for. */
  static Future<Void> refuseUnlessAlone(SqlClient client, OnSite on, BanTarget target) {
    return mayAlone(client, on, target)
        .map(
            alone -> {
              if (!alone) {
                throw new Refusal(
                    Problem.FORBIDDEN,
                    "On this site, a ban of a network or a domain needs a second person. Purge"
                        + " without the ban, and propose the ban by itself.");
              }
              return null;
            });
  }

  /**
   * Refused when they proposed it themselves, when whoever did decides here no more, and when
   * neither of the two is the lead it needs.
   */
  static Future<Void> refuseUnlessSecond(SqlClient client, OnSite on, BanProposal proposal) {
    if (proposal.by().equals(on.moderator().id())) {
      throw new Refusal(
          Problem.FORBIDDEN, "You proposed this ban. It waits for somebody else to confirm it.");
    }
    return Future.all(
            leadAgrees(client, on), Colleagues.role(client, on.site().id(), proposal.by()))
        .map(
            found -> {
              Optional<Role> first = found.resultAt(1);
              if (first.filter(role -> role.compareTo(Role.MODERATOR) >= 0).isEmpty()) {
                throw new Refusal(
                    Problem.CONFLICT,
                    "Whoever proposed this ban no longer decides on this site. Decline it, and ban"
                        + " anew.");
              }
              if (!found.<Boolean>resultAt(0) && first.get().compareTo(Role.LEAD) < 0) {
                throw new Refusal(
                    Problem.FORBIDDEN,
                    "On this site, a lead or an administrator confirms bans of networks and"
                        + " domains. Ask one.");
              }
              return null;
            });
  }

  private static Future<Boolean> leadAgrees(SqlClient client, OnSite on) {
    return on.moderator().has(Role.LEAD, on.site().id())
        ? Future.succeededFuture(true)
        : Colleagues.hasLead(client, on.site().id()).map(there -> !there);
  }
}
