package dev.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.Wire;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private final Bodies bodies = bodies(Duration.ofSeconds(1));
  private final Bodies patient = bodies(Duration.ofMinutes(1));

  private static final long MOST_TOGETHER = 4L << 20;
  private static final String TOO_LARGE = "HTTP/1.1 413 Request Entity Too Large";

  private final Vertx vertx = Vertx.vertx();

  private static Bodies bodies(Duration patience) {
    return new Bodies(new ClientAddress(List.of("127.0.0.1/32")), MOST_TOGETHER, patience);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private void answer(RoutingContext context) {
    context.request().pause();
    boolean any = context.request().path().equals("/any");
    (any ? patient : bodies)
        .read(context, any ? Integer.MAX_VALUE : 100)
        .onSuccess(body -> context.response().end(body.toString()))
        .onFailure(
            failure ->
                context
                    .response()
                    .setStatusCode(((Refusal) failure).problem().status())
                    .end(((Refusal) failure).detail()));
  }

  private Socket asking(String rest) throws Exception {
    return asking("/", rest);
  }

  private Socket asking(String path, String rest) throws Exception {
    Router router = Router.router(vertx);
    router.post().handler(this::answer);
    int port =
        await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    String request = "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + rest;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  @Test
  void body_thatComes_isReadAsItCame() throws Exception {
    try (Socket socket = asking("Content-Length: 3\r\n\r\nabc")) {
      assertEquals("abc", Wire.answer(socket.getInputStream()).body());
    }
  }

  @Test
  void body_thatStops_isGivenUpAndTheConnectionWithIt() throws Exception {
    try (Socket socket = asking("Content-Length: 10\r\n\r\nabc")) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Wire.Answer answer = Wire.answer(in);

      assertEquals("HTTP/1.1 400 Bad Request", answer.statusLine());
      assertEquals("The body did not come within 1 seconds", answer.body());
      assertEquals("close", answer.headers().get("Connection"));
      assertEnds(in);
    }
  }

  @Test
  void body_inPartsLargerThanTheBound_isRefused() throws Exception {
    String chunk = "40\r\n" + "x".repeat(64) + "\r\n";
    try (Socket socket =
        asking("Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n")) {
      assertEquals(TOO_LARGE, Wire.answer(socket.getInputStream()).statusLine());
    }
  }

  @Test
  void body_refusedBeforeItCame_keepsTheConnectionNoLongerThanItMayTake() throws Exception {
    try (Socket socket = asking("Content-Length: 999999999\r\n\r\nabc")) {
      InputStream in = new BufferedInputStream(socket.getInputStream());

      assertEquals(TOO_LARGE, Wire.answer(in).statusLine());
      assertEnds(in);
    }
  }

  @Test
  void body_moreThanAllMayTakeTogether_isRefusedAndLeavesRoomForOthers() throws Exception {
    int length = 5 << 20;
    for (int time = 0; time < 2; time++) {
      try (Socket socket =
          asking("/any", "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length))) {
        assertEquals(
            "HTTP/1.1 503 Service Unavailable", Wire.answer(socket.getInputStream()).statusLine());
      }
      try (Socket socket = asking("/any", "Content-Length: 3\r\n\r\nabc")) {
        assertEquals("abc", Wire.answer(socket.getInputStream()).body());
      }
    }
  }

  private static void assertEnds(InputStream in) throws IOException {
    assertEquals(-1, in.read());
  }
}
