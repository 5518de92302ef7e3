package dev.parley.publish;

import dev.parley.comment.Status;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something the moderators of a site follow. Each kind has one shape of JSON: ids and words only,
 * never a reader's text or address.
 */
public sealed interface CaseEvent {
  /** The site it happened on. */
  int site();

  /** What it is called in the stream of events. */
  String name();

  /** What is told of it. */
  JsonObject data();

  /**
   * A comment waits in a queue: a new one, one whose author changed it, or one that was reported.
   *
   * @param queue the code of the queue
   */
  record Arrived(int site, UUID comment, String queue) implements CaseEvent {
    static final String NAME = "arrived";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return aboutCase(comment).put("queue", queue);
    }

    private static Arrived read(int site, JsonObject data) {
      return new Arrived(site, caseOf(data), data.getString("queue"));
    }
  }

  /**
   * A comment stands elsewhere from now on, or has another version.
   *
   * @param by who did that, as the API tells of people; its author or the rules when empty
   */
  record Decided(
      int site, UUID comment, int version, Status status, String action, Optional<JsonObject> by)
      implements CaseEvent {
    static final String NAME = "decided";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return aboutCase(comment)
          .put("version", version)
          .put("status", status.code())
          .put("action", action)
          .put("by", by.orElse(null));
    }

    private static Decided read(int site, JsonObject data) {
      return new Decided(
          site,
          caseOf(data),
          data.getInteger("version"),
          Status.ofCode(data.getString("status")).orElseThrow(),
          data.getString("action"),
          Optional.ofNullable(data.getJsonObject("by")));
    }
  }

  /** A moderator is at a case, until some time. */
  record Claimed(int site, UUID comment, JsonObject by, Instant until) implements CaseEvent {
    static final String NAME = "claimed";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return aboutCase(comment).put("by", by).put("until", until.toString());
    }

    private static Claimed read(int site, JsonObject data) {
      return new Claimed(
          site, caseOf(data), data.getJsonObject("by"), Instant.parse(data.getString("until")));
    }
  }

  /** Nobody is at a case any more. */
  record Released(int site, UUID comment) implements CaseEvent {
    static final String NAME = "released";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return aboutCase(comment);
    }
  }

  /** The site's own model is another from now on. */
  record ModelChosen(int site, int version) implements CaseEvent {
    static final String NAME = "model";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("version", version);
    }
  }

  private static JsonObject aboutCase(UUID comment) {
    return new JsonObject().put("case", comment.toString());
  }

  private static UUID caseOf(JsonObject data) {
    return UUID.fromString(data.getString("case"));
  }

  /** As it goes to other nodes. */
  default JsonObject toJson() {
    return new JsonObject().put("site", site()).put("event", name()).put("data", data());
  }

  /** An event another node told of; empty for a kind only a later version knows. */
  static Optional<CaseEvent> of(JsonObject json) {
    int site = json.getInteger("site");
    JsonObject data = json.getJsonObject("data");
    return switch (json.getString("event")) {
      case Arrived.NAME -> Optional.of(Arrived.read(site, data));
      case Decided.NAME -> Optional.of(Decided.read(site, data));
      case Claimed.NAME -> Optional.of(Claimed.read(site, data));
      case Released.NAME -> Optional.of(new Released(site, caseOf(data)));
      case ModelChosen.NAME -> Optional.of(new ModelChosen(site, data.getInteger("version")));
      default -> Optional.empty();
    };
  }
}
