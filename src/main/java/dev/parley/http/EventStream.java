package dev.parley.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * A stream of Server-Sent Events to one client (WHATWG HTML, section 9.2). A client that reads too
 * slowly is disconnected; it will reconnect and get the present state.
 */
public final class EventStream {
  private final HttpServerResponse response;

  /** Answers a HEAD request, which must not leave a stream open. */
  public static boolean answersHead(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.HEAD)) {
      return false;
    }
    new EventStream(request.response()).close();
    return true;
  }

  /** Opens the stream. */
  public EventStream(HttpServerResponse response) {
    this.response = response;
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        // Without this header nginx holds events back until its buffer is full.
        .putHeader("X-Accel-Buffering", "no")
        .setWriteQueueMaxSize(16 * 1024);
  }

  public void send(String event, JsonObject data) {
    write("event: " + event + "\ndata: " + data.encode() + "\n\n");
  }

  /** Sends a comment line, so that both sides notice a dead connection. */
  public void beat() {
    write(":\n\n");
  }

  private void write(String lines) {
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
      return;
    }
    response.write(lines);
  }

  public void onClose(Handler<Void> handler) {
    response.closeHandler(handler);
    response.exceptionHandler(broken -> handler.handle(null));
  }

  public void close() {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
