package dev.parley.publish;

import dev.parley.comment.Status;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that the moderators of a site follow. Each kind has one JSON shape, of ids, fixed words
 * and moderators' names only, never with a reader's text, name or address.
 */
public sealed interface CaseEvent {
  /** The site it happened on. */
  int site();

  /** Its name in the stream of events. */
  String name();

  /** Its data in the stream of events. */
  JsonObject data();

  /**
   * A comment waits in a queue: a new one, one its author has changed, or one that was reported.
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
   * A comment has a new status or version.
   *
   * @param by who changed it, as the API names people; empty when its author or a rule did
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

  /** A moderator reviews a case, until a time. */
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

  /** Nobody reviews a case any more. */
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

  /** A site has another model of its own from now on. */
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

  /** The message for other nodes. */
  default JsonObject toJson() {
    return new JsonObject().put("site", site()).put("event", name()).put("data", data());
  }

  /** The event in a message from another node; empty for a kind that only a later version knows. */
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
