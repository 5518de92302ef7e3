package dev.parley.imports;

import dev.parley.comment.Parent;
import dev.parley.comment.Status;
import dev.parley.screening.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A comment of an archive on its way into the database, with its place in its conversation.
 *
 * @param id made once, so that a write may be repeated
 * @param parent what it answers; empty at the top of the thread
 */
record ImportedComment(UUID id, Prepared prepared, Optional<Parent> parent) {

  List<UUID> ancestors() {
    return parent.map(Parent::ancestorsOfReply).orElse(List.of());
  }

  boolean isShown() {
    return prepared.status() == Status.APPROVED;
  }

  /** What a reply to this comment answers. */
  Parent asParent() {
    return new Parent(id, rootId(), ancestors());
  }

  /** The top-level comment of its conversation. */
  UUID rootId() {
    return parent.map(Parent::rootId).orElse(id);
  }

  /** No machine of ours saw it: the verdict is what its status would have followed from. */
  Verdict verdict() {
    return switch (prepared.status()) {
      case PENDING -> Verdict.HOLD;
      case REJECTED -> Verdict.REJECT;
      case SPAM -> Verdict.SPAM;
      default -> Verdict.APPROVE;
    };
  }
}
