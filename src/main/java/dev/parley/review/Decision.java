package dev.parley.review;

import dev.parley.comment.Action;
import dev.parley.moderator.Moderator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a moderator does about one case or many.
 *
 * @param cases the cases, each with the version the moderator saw
 * @param reason a code such as {@code off-topic}, or the moderator's own words
 * @param tell whether the author is told the reason
 * @param read whether the moderator has read each of them: who bans or purges need not
 */
record Decision(
    Moderator moderator,
    List<Seen> cases,
    Action action,
    Optional<String> reason,
    Optional<String> note,
    boolean tell,
    boolean read) {

  /** A case as it was seen. */
  record Seen(UUID id, int version) {}
}
