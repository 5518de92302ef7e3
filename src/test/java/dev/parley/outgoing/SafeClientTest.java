package dev.parley.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.outgoing.Answered.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SafeClientTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 1_000, false);

  private final Vertx vertx = Vertx.vertx();
  private final List<HttpServerRequest> requests = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private void answer(HttpServerRequest request) {
    requests.add(request);
    switch (request.path()) {
      case "/long" -> request.response().end("x".repeat(100_000));
      case "/away" ->
          request.response().setStatusCode(302).putHeader("Location", url("/there")).end();
      case "/silent" -> {}
      case "/stops" -> request.response().setChunked(true).write("a beginning");
      default -> request.response().end("here");
    }
  }

  private String url(String path) {
    return "http://receiver.example:" + server.actualPort() + path;
  }

  /** A client for which each name has these addresses, one after the other. */
  private SafeClient client(List<String> allowed, String... addresses) {
    List<String> left = new ArrayList<>(Arrays.asList(addresses));
    Resolver resolver =
        host -> {
          asked.add(host);
          return Future.succeededFuture(left.remove(0))
              .map(list -> Arrays.stream(list.split(" ")).map(SafeClientTest::address).toList());
        };
    return new SafeClient(vertx, resolver, new PublicNetworks(allowed));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Answered send(SafeClient client, String url, Limits limits) throws Exception {
    return client
        .send(HttpMethod.GET, url, Map.of("x-test", "yes"), Buffer.buffer(), limits)
        .await(30, TimeUnit.SECONDS);
  }

  @Test
  void send_toAName_connectsToTheAddressThatWasCheckedAndNamesTheHost() throws Exception {
    SafeClient client = client(List.of("127.0.0.0/8"), "127.0.0.1", "10.0.0.1");
    Answered answered = send(client, url("/x?y=1"), LIMITS);
    assertEquals("here", answered.body().toString());
    assertEquals(List.of("receiver.example"), asked);
    HttpServerRequest request = requests.get(0);
    assertEquals("receiver.example:" + server.actualPort(), request.getHeader("Host"));
    assertEquals("/x?y=1", request.uri());
    assertEquals("yes", request.getHeader("x-test"));
  }

  @Test
  void send_toANameWithOneAddressThatIsNotPublic_isRefused() {
    for (String addresses :
        List.of(
            "127.0.0.1", "93.184.215.14 10.0.0.1", "::1", "64:ff9b::c0a8:1", "::ffff:10.0.0.1")) {
      SafeClient client = client(List.of(), addresses);
      TargetRefused refused =
          assertThrows(TargetRefused.class, () -> send(client, url("/"), LIMITS), addresses);
      assertTrue(refused.getMessage().contains("not public"), refused.getMessage());
    }
    assertEquals(0, requests.size());
  }

  @Test
  void send_withoutTls_isRefusedWhereTlsIsAsked() {
    Limits secure = new Limits(Duration.ofSeconds(10), 1_000, true);
    SafeClient client = client(List.of(), "93.184.215.14");
    assertThrows(TargetRefused.class, () -> send(client, "http://receiver.example/", secure));
  }

  @Test
  void send_toARedirect_isNotFollowed() throws Exception {
    Answered answered = send(client(List.of("127.0.0.1"), "127.0.0.1"), url("/away"), LIMITS);
    assertTrue(answered.redirects());
    assertEquals(1, requests.size());
  }

  @Test
  void send_answeredAtLength_readsTheBeginning() throws Exception {
    Answered answered = send(client(List.of("127.0.0.1"), "127.0.0.1"), url("/long"), LIMITS);
    assertEquals(1_000, answered.body().length());
    assertTrue(answered.cut());
  }

  @Test
  void send_neverAnsweredToItsEnd_givesUp() {
    Limits hasty = new Limits(Duration.ofMillis(300), 1_000, false);
    for (String path : List.of("/silent", "/stops")) {
      SafeClient client = client(List.of("127.0.0.1"), "127.0.0.1");
      assertThrows(NoAnswer.class, () -> send(client, url(path), hasty), path);
    }
  }

  @Test
  void send_toNobody_saysSo() {
    SafeClient client =
        new SafeClient(vertx, Resolver.ofSystem(vertx), new PublicNetworks(List.of()));
    NoAnswer unknown =
        assertThrows(NoAnswer.class, () -> send(client, "https://nowhere.invalid/", LIMITS));
    assertEquals("There is no host of that name", unknown.getMessage());
  }
}
