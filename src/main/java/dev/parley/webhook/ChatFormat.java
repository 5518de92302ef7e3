package dev.parley.webhook;

import io.vertx.core.json.JsonObject;

/** How a chat program is written to. What people wrote is shown by it as they wrote it. */
interface ChatFormat {
  /** The body of the request. */
  JsonObject body(ChatMessage message);
}
