package dev.parley.webhook;

import dev.parley.comment.Status;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.LogActions;
import dev.parley.outbox.Outbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What webhooks are told of, and which acts of the log that is. */
enum WebhookEvent {
  COMMENT_CREATED("comment.created"),
  COMMENT_HELD("comment.held"),
  COMMENT_APPROVED("comment.approved"),
  COMMENT_REJECTED("comment.rejected"),
  COMMENT_SPAM("comment.spam"),
  COMMENT_EDITED("comment.edited"),
  COMMENT_DELETED("comment.deleted"),
  COMMENT_REPORTED("comment.reported"),
  DECISION_MADE("decision.made"),
  BAN_CREATED("ban.created"),
  RAID_DETECTED("raid.detected"),
  MODEL_CHOSEN("model.chosen"),
  MODEL_DRIFTED("model.drifted");

  /** Sent on request only, to try an address. */
  static final String TEST = "webhook.test";

  private final String code;

  WebhookEvent(String code) {
    this.code = code;
  }

  /** The word of the API. */
  public String code() {
    return code;
  }

  static Optional<WebhookEvent> ofCode(String code) {
    return Arrays.stream(values()).filter(event -> event.code.equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(WebhookEvent::code).toList();
  }

  /**
   * A row of the log.
   *
   * @param byModerator whether a person did it; otherwise the author or a rule
   * @param from the status before; empty for a new comment, and for what is about none
   * @param burst whether the comment came with suddenly many others
   */
  record Logged(
      UUID id,
      String action,
      Optional<UUID> comment,
      boolean byModerator,
      Optional<Status> from,
      Optional<Status> to,
      boolean burst) {}

  /** The events a row of the log is, in the order in which they are told. */
  static List<WebhookEvent> of(Logged act) {
    if (act.action().equals(Outbox.REPORT)) {
      return List.of(COMMENT_REPORTED);
    }
    if (act.comment().isEmpty() || act.to().isEmpty()) {
      return ofSite(act.action());
    }
    List<WebhookEvent> events = new ArrayList<>();
    if (act.from().isEmpty()) {
      events.add(COMMENT_CREATED);
    } else if (act.byModerator()) {
      events.add(DECISION_MADE);
    } else if (act.action().equals(LogActions.EDIT)) {
      events.add(COMMENT_EDITED);
    }
    if (!act.from().equals(act.to())) {
      events.add(of(act.to().get()));
    }
    if (act.from().isEmpty() && act.burst()) {
      events.add(RAID_DETECTED);
    }
    return events;
  }

  private static List<WebhookEvent> ofSite(String action) {
    if (action.equals(Kind.BAN.code())) {
      return List.of(BAN_CREATED);
    }
    if (action.equals(Kind.DRIFT.code())) {
      return List.of(MODEL_DRIFTED);
    }
    return action.equals(Kind.MODEL.code()) ? List.of(MODEL_CHOSEN) : List.of();
  }

  private static WebhookEvent of(Status status) {
    return switch (status) {
      case PENDING -> COMMENT_HELD;
      case APPROVED -> COMMENT_APPROVED;
      case REJECTED -> COMMENT_REJECTED;
      case SPAM -> COMMENT_SPAM;
      case DELETED -> COMMENT_DELETED;
    };
  }
}
