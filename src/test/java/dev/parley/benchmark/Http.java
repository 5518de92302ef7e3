package dev.parley.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections to a server on this machine: kept open, one request at a time on each. */
final class Http implements AutoCloseable {
  static final String EMAIL = "admin@parley.example";
  static final String PASSWORD = "correct horse battery";

  private final HttpClient client;

  Http(Vertx vertx, int connections) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setPipelining(false).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** A request to be sent, perhaps many times. */
  record Request(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    static Request get(String path, Map<String, String> headers) {
      return new Request(HttpMethod.GET, path, headers, Buffer.buffer());
    }

    static Request post(String path, JsonObject body, Map<String, String> headers) {
      return new Request(HttpMethod.POST, path, headers, body.toBuffer());
    }
  }

  record Answer(int status, Buffer body, String cookie, String etag) {
    JsonObject json() {
      return body.toJsonObject();
    }
  }

  Future<Answer> send(int port, Request request) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(request.path());
    request.headers().forEach(options::putHeader);
    if (request.body().length() > 0) {
      options.putHeader("Content-Type", "application/json");
    }
    return client
        .request(options)
        .compose(open -> open.send(request.body()))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body ->
                            new Answer(
                                response.statusCode(),
                                body,
                                String.valueOf(response.getHeader("Set-Cookie")).split(";", 2)[0],
                                String.valueOf(response.getHeader("ETag")))));
  }

  /** Sends, waits, and throws when the answer is not a success. */
  Answer await(int port, Request request) {
    try {
      Answer answer = send(port, request).await(60, TimeUnit.SECONDS);
      if (answer.status() / 100 != 2) {
        throw new IllegalStateException(
            request.path() + " was answered " + answer.status() + " " + answer.body());
      }
      return answer;
    } catch (java.util.concurrent.TimeoutException late) {
      throw new IllegalStateException(request.path() + " was not answered", late);
    }
  }

  /** The settings of a service that is measured: no limits, and every reader has an address. */
  static Map<String, String> settings() {
    return Map.of(
        "http.port", "0",
        "http.trustedProxies", "127.0.0.1/32",
        "limits.enabled", "false",
        "admin.email", EMAIL,
        "admin.password", PASSWORD);
  }

  /** Signs the administrator in, and answers the headers of their requests. */
  Map<String, String> signIn(int port) {
    JsonObject who = new JsonObject().put("email", EMAIL).put("password", PASSWORD);
    return Map.of("Cookie", await(port, Request.post("/api/v1/session", who, Map.of())).cookie());
  }

  /** Makes a site; an empty policy is the default one. */
  void makeSite(int port, String slug, JsonObject policy, Map<String, String> administrator) {
    JsonObject site =
        new JsonObject()
            .put("slug", slug)
            .put("name", slug)
            .put("origins", new JsonArray(List.of("*")))
            .put("policy", policy);
    await(port, Request.post("/api/v1/sites", site, administrator));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
