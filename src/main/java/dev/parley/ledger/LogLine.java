package dev.parley.ledger;

import dev.parley.comment.Status;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the log says of an act, put together; what is left out is not said. */
final class LogLine {
  private final String action;
  private @Nullable UUID author;
  private @Nullable UUID moderator;
  private @Nullable Short to;
  private @Nullable String reason;
  private @Nullable String note;
  private @Nullable UUID undoes;
  private @Nullable UUID ban;
  private @Nullable String policyVersion;
  private @Nullable String modelVersion;
  private @Nullable OffsetDateTime at;

  /**
   * @param action a code of the API
   */
  LogLine(String action) {
    this.action = action;
  }

  /** Who acts; without one it was the comment's author, or a rule. */
  LogLine by(UUID id) {
    moderator = id;
    return this;
  }

  /** Whom it is about when it is about no comment. */
  LogLine about(Optional<UUID> id) {
    author = id.orElse(null);
    return this;
  }

  /** Where the comments stand from now on. */
  LogLine to(Status status) {
    to = status.number();
    return this;
  }

  LogLine because(Optional<String> why, Optional<String> words) {
    reason = why.orElse(null);
    note = words.orElse(null);
    return this;
  }

  LogLine undoing(UUID decision) {
    undoes = decision;
    return this;
  }

  LogLine with(Optional<UUID> ofBan) {
    ban = ofBan.orElse(null);
    return this;
  }

  /** What was followed and asked; without it, that of the comment's last screening. */
  LogLine under(String policy, String models) {
    policyVersion = policy;
    modelVersion = models;
    return this;
  }

  /** When; without it, the time of the transaction. */
  LogLine at(Instant time) {
    at = time.atOffset(ZoneOffset.UTC);
    return this;
  }

  /** The parameters of {@link LogRows#OF_COMMENTS}, for a comment and the id of its row each. */
  Tuple parameters(int site, List<UUID> ids, UUID... comments) {
    return Tuple.of(site, ids.toArray(UUID[]::new), comments)
        .addValue(author)
        .addValue(moderator)
        .addValue(action)
        .addValue(to)
        .addValue(reason)
        .addValue(note)
        .addValue(undoes)
        .addValue(ban)
        .addValue(policyVersion)
        .addValue(modelVersion)
        .addValue(at);
  }
}
