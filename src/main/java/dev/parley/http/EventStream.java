package dev.parley.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * One client listening to Server-Sent Events (WHATWG HTML, section 9.2). A client that reads too
 * slowly is let go: it will connect again and be told the present state.
 */
public final class EventStream {
  private final HttpServerResponse response;

  /** Answers a request for the head alone; a stream would never end it. */
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
        // nginx would otherwise keep events back until its buffer is full.
        .putHeader("X-Accel-Buffering", "no")
        .setWriteQueueMaxSize(16 * 1024);
  }

  public void send(String event, JsonObject data) {
    write("event: " + event + "\ndata: " + data.encode() + "\n\n");
  }

  /** A comment line, so that a dead connection is noticed on both sides. */
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
