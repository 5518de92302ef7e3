package dev.parley.review;

import dev.parley.comment.Action;
import dev.parley.database.Database;
import dev.parley.moderator.Moderator;
import dev.parley.publish.Announcer;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decisions that moderators take outside the console, by a link they hold. They go the same road as
 * all others. Safe for several threads.
 */
public final class DecisionsByLink {
  private final Deciding deciding;

  public DecisionsByLink(Database database, Announcer announcer, Clock clock) {
    this.deciding = new Deciding(database, announcer, clock);
  }

  /**
   * Decides about one version of a comment; answers whether it still stood so. A link is good for
   * one decision, because each raises the version.
   */
  public Future<Boolean> decide(
      int site, Moderator moderator, UUID comment, int version, Action action) {
    return deciding
        .decide(
            site,
            new Decision(
                moderator,
                List.of(new Seen(comment, version)),
                action,
                Optional.empty(),
                Optional.empty(),
                true,
                true))
        .map(outcomes -> outcomes.getJsonObject(0).getString("outcome").equals("applied"));
  }
}
