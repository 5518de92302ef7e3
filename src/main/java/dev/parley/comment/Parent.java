package dev.parley.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The comment that a reply answers.
 *
 * @param rootId the top-level comment of its conversation
 * @param ancestors from the top-level comment down to the parent's own parent
 */
public record Parent(UUID id, UUID rootId, List<UUID> ancestors) {
  /** The most levels a conversation has. */
  private static final int DEEPEST = 50;

  /**
   * The ancestors of a reply to this comment. This comment comes last, unless the reply would be
   * too deep: then the reply stands beside it.
   */
  public List<UUID> ancestorsOfReply() {
    if (ancestors.size() >= DEEPEST) {
      return ancestors;
    }
    List<UUID> path = new ArrayList<>(ancestors);
    path.add(id);
    return List.copyOf(path);
  }
}
