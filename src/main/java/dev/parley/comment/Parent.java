package dev.parley.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The comment a reply answers.
 *
 * @param rootId the top-level comment of its conversation
 * @param ancestors from that one down to the parent's own parent
 */
public record Parent(UUID id, UUID rootId, List<UUID> ancestors) {
  /** Conversations nest no deeper. */
  private static final int DEEPEST = 50;

  /**
   * The ancestors of a reply to it: itself last, unless that would be too deep. Then a reply stands
   * beside what it answers.
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
