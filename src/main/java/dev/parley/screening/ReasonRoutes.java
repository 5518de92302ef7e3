package dev.parley.screening;

import dev.parley.http.Answers;
import dev.parley.moderator.Access;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/**
 * Serves the list of reasons in the words a moderator reads, so that consoles need no list of their
 * own.
 */
public final class ReasonRoutes {
  private final Access access;

  public ReasonRoutes(Access access) {
    this.access = access;
  }

  public void mount(Router router) {
    router
        .get("/api/v1/reasons")
        .handler(Answers.json(context -> access.moderator(context).map(moderator -> all())));
  }

  private static JsonObject all() {
    JsonArray reasons = new JsonArray();
    for (Reason reason : Reason.values()) {
      reasons.add(
          new JsonObject()
              .put("reason", reason.name())
              .put("label", reason.label())
              .put("sentence", reason.sentence())
              .put("score", reason.isScore()));
    }
    return new JsonObject().put("reasons", reasons);
  }
}
