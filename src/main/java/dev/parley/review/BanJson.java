package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanTarget;
import dev.parley.comment.Action;
import dev.parley.moderator.Moderator;
import dev.parley.review.Banning.Wanted;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Bans, and proposals of bans, as JSON. */
final class BanJson {
  private BanJson() {}

  static JsonObject of(Ban ban) {
    return json(ban.target(), ban.until(), ban.reason())
        .put("id", ban.id().toString())
        .put("createdAt", ban.createdAt().toString());
  }

  /** A proposal as one moderator reads it: whoever made it cannot confirm it. */
  static JsonObject of(BanProposal proposal, Moderator reader) {
    return of(proposal.wanted())
        .put("id", proposal.id().toString())
        .put("createdAt", proposal.createdAt().toString())
        .put(
            "by", new JsonObject().put("id", proposal.by().toString()).put("name", proposal.name()))
        .put("own", proposal.by().equals(reader.id()));
  }

  static JsonObject of(Wanted wanted) {
    return json(wanted.target(), wanted.until(), wanted.reason())
        .put("waiting", wanted.waiting().map(Action::code).orElse(null));
  }

  private static JsonObject json(BanTarget target, Optional<Instant> until, String reason) {
    return new JsonObject()
        .put("kind", target.kind().code())
        .put("value", Banning.shownValue(target))
        .put("until", until.map(Instant::toString).orElse(null))
        .put("reason", reason);
  }
}
