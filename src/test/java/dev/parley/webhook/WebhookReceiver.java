package dev.parley.webhook;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Another program that is told what happens: it keeps what arrives, and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** What arrived. */
  record Message(MultiMap headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String type() {
      return json().getString("type");
    }

    String id() {
      return headers.get("webhook-id");
    }

    String comment() {
      return json().getJsonObject("data").getJsonObject("comment").getString("id");
    }

    Instant at() {
      return Instant.ofEpochSecond(Long.parseLong(headers.get("webhook-timestamp")));
    }

    /** A signature as Standard Webhooks computes it, written here once more. */
    String signedWith(String secret) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "Hmac"));
      String signed = id() + "." + headers.get("webhook-timestamp") + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
  }

  WebhookReceiver() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (status < 300) {
                messages.add(new Message(request.headers(), body.toString(StandardCharsets.UTF_8)));
              }
              request
                  .response()
                  .setStatusCode(status)
                  .putHeader("Location", url())
                  .end(status < 300 ? "thanks" : "not now");
            });
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/told";
  }

  /** From now on it answers with this status, and keeps nothing that it refuses. */
  void answer(int status) {
    this.status = status;
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<String> types() {
    return messages.stream().map(Message::type).toList();
  }

  /** Waits until so many have arrived. */
  List<Message> await(int count) {
    while (messages.size() < count) {
      Thread.onSpinWait();
    }
    return messages();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
