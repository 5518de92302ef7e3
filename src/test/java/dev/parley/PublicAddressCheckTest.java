package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.parley.TestParley.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What check finds out by way of the public address. */
class PublicAddressCheckTest {
  private static final TestParley DIRECT = TestParley.shared();

  @AutoClose private final TestParley behindProxy = TestParley.behindProxy();

  private static String wrong(String url, Clock clock) throws Exception {
    return new PublicAddressCheck(URI.create(url), clock)
        .find().stream()
            .filter(PublicAddressCheck.Finding::isWrong)
            .map(finding -> finding.what() + ": " + finding.how())
            .collect(Collectors.joining("\n"));
  }

  private static String wrong(String url) throws Exception {
    return wrong(url, Clock.systemUTC());
  }

  /** A proxy that does not pass Host on, and says who asks. */
  private static HttpServer proxy(TestParley parley) throws Exception {
    return server(parley.get("/health/seen", "X-Forwarded-For", "203.0.113.7:4711").text());
  }

  private static HttpServer server(String answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void service_reachedAsItShouldBe_hasNothingWrong() throws Exception {
    assertEquals("", wrong(DIRECT.url()));
    assertEquals("", wrong(DIRECT.url() + "/"));
  }

  @Test
  void proxy_withoutForwardedAddress_isFoundOut() throws Exception {
    String found = wrong(behindProxy.url());

    assertTrue(found.contains("sends no X-Forwarded-For"), found);
  }

  @Test
  void proxy_thatKeepsHostToItself_isFoundOut_andItsAddressWithPortIsFine() throws Exception {
    HttpServer proxy = proxy(behindProxy);
    try {
      String found = wrong(url(proxy));

      assertTrue(found.startsWith("host: the proxy does not pass on Host"), found);
      assertEquals(1, found.lines().count(), found);
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void proxy_thatIsNotTrusted_isFoundOut() throws Exception {
    HttpServer proxy = proxy(DIRECT);
    try {
      String found = wrong(url(proxy));

      assertTrue(found.contains("http.trustedProxies does not name its network"), found);
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void anotherServer_isNotTakenForParley() throws Exception {
    for (String answer : List.of("Welcome to nginx!", "{}", "[]")) {
      HttpServer other = server(answer);
      try {
        assertTrue(wrong(url(other)).contains("does not lead to Parley"), answer);
      } finally {
        other.stop(0);
      }
    }
  }

  @Test
  void serviceThatDoesNotRunYet_isNoMistake() throws Exception {
    HttpServer gone = server("");
    gone.stop(0);

    assertEquals("", wrong(url(gone)));
  }

  @Test
  void clocks_thatDiffer_areFoundOut() throws Exception {
    Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2));

    assertTrue(wrong(DIRECT.url(), fast).contains("s ahead of"), "fast");
    assertTrue(wrong(DIRECT.url(), slow).contains("s behind"), "slow");
    assertEquals("", wrong(DIRECT.url(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2))));
  }

  @Test
  void stranger_behindAnUnknownProxy_isNotToldItsAddress() {
    Answer seen = DIRECT.get("/health/seen", "X-Forwarded-For", "203.0.113.7");

    assertEquals(200, seen.status());
    assertFalse(seen.json().containsKey("address"), seen.text());
    assertEquals(
        "203.0.113.7",
        behindProxy
            .get("/health/seen", "X-Forwarded-For", "203.0.113.7:4711")
            .json()
            .getString("address"));
  }
}
