package dev.parley.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The least Vert.x can do: one event loop that answers the bytes of a file. */
public final class PlainHandler {
  private PlainHandler() {}

  /** {@code arguments[0]}: a file, compressed by gzip. */
  public static void main(String[] arguments) throws Exception {
    Buffer bytes = Buffer.buffer(Files.readAllBytes(Path.of(arguments[0])));
    CharSequence json = HttpHeaders.createOptimized("application/json");
    CharSequence gzip = HttpHeaders.createOptimized("gzip");
    HttpServer server =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, json)
                        .putHeader(HttpHeaders.CONTENT_ENCODING, gzip)
                        .end(bytes))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    System.out.println("ready at http://127.0.0.1:" + server.actualPort());
  }
}
