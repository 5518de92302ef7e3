package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import java.io.BufferedInputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Requests no browser sends, byte by byte. */
class HostileRequestTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();

  private static Socket connect() throws Exception {
    URI url = URI.create(parley.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void write(Socket socket, String lines) throws Exception {
    socket
        .getOutputStream()
        .write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String ask(String lines) throws Exception {
    try (Socket socket = connect()) {
      write(socket, lines);
      return Wire.answer(new BufferedInputStream(socket.getInputStream())).statusLine();
    }
  }

  @Test
  void method_madeUp_isRefusedAndLeavesNoMetricBehind() throws Exception {
    String before = parley.get("/metrics").text();
    try (Socket socket = connect()) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 200; i++) {
        write(socket, "MADEUP" + i + " /health/live HTTP/1.1\nHost: x\nContent-Length: 0\n\n");
        Wire.Answer answer = Wire.answer(in);
        assertEquals("HTTP/1.1 405 Method Not Allowed", answer.statusLine());
        assertTrue(answer.headers().get("Allow").contains("GET"), answer.headers().toString());
      }
    }
    String after = parley.get("/metrics").text();
    assertFalse(after.contains("MADEUP"));
    // A few lines for the status that nobody may have been answered before.
    assertTrue(lines(after) - lines(before) < 40, lines(before) + " lines, then " + lines(after));
    assertTrue(after.contains("method=\"GET\""), "methods in use are told apart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /health/live | GET, HEAD",
        "PUT | /api/v1/sites/demo/comments | GET, HEAD, POST",
        "POST | /api/v1/sites/demo/comments/01890000-0000-7000-8000-000000000000 | DELETE, GET, HEAD, PATCH",
        "DELETE | /api/v1/score | POST",
        "POST | /api/v1/sites/demo/policy | GET, HEAD, PUT"
      })
  void method_notOfThatAddress_isRefusedWithThoseThatAre(
      String method, String path, String allowed) {
    Answer refused = parley.send(method, path, new io.vertx.core.json.JsonObject());

    assertEquals(405, refused.status(), refused.text());
    assertEquals(allowed, refused.header("Allow"));
    assertTrue(refused.text().contains("\"code\""), refused.text());
  }

  private static long lines(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\nHost: b\n", "Host: a\nHost: a\n"})
  void host_missingOrTwice_isRefused(String hosts) throws Exception {
    assertEquals(
        "HTTP/1.1 400 Bad Request", ask("GET /health/live HTTP/1.1\n" + hosts + "Accept: */*\n\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "@", "x:99999", "[::1", "x/../y", "\u00e9"})
  void host_thatNamesNoHost_isRefused(String host) throws Exception {
    for (String version : List.of("1.0", "1.1")) {
      assertEquals(
          "HTTP/" + version + " 400 Bad Request",
          ask("GET /health/live HTTP/" + version + "\nHost: " + host + "\n\n"));
    }
  }

  /** Such a request ends before any route is known. */
  @ParameterizedTest
  @CsvSource({"414, 17000, 1", "431, 1, 17000"})
  void request_longerThanIsRead_isRefusedAsAProblemAndItsConnectionClosed(
      int status, int address, int header) throws Exception {
    try (Socket socket = connect()) {
      write(
          socket,
          "GET /api/v1/sites/"
              + "a".repeat(address)
              + " HTTP/1.1\nHost: x\nX-Long: "
              + "a".repeat(header)
              + "\n\n");
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertTrue(answer.contains(" " + status + " "), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertTrue(answer.endsWith("}"), answer);
    }
  }

  @Test
  void host_missingUnderHttp10_isFine() throws Exception {
    assertEquals("HTTP/1.0 200 OK", ask("GET /health/live HTTP/1.0\n\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, xchunked\n",
        "Transfer-Encoding: xchunked\n",
        "Transfer-Encoding: gzip, chunked\n",
        "Transfer-Encoding: gzip\nTransfer-Encoding: chunked\n",
        "Transfer-Encoding: chunked\nContent-Length: 5\n",
        "Content-Length: 5\nContent-Length: 6\n",
        "Content-Length: -1\n",
        "Content-Length: 0x5\n"
      })
  void framing_thatTwoServersMayReadDifferently_isRefused(String framing) throws Exception {
    assertEquals(
        "HTTP/1.1 400 Bad Request",
        ask(
            "POST "
                + site.path("/preview")
                + " HTTP/1.1\nHost: x\nContent-Type: application/json\n"
                + framing
                + "\n0\n\n"));
  }

  @Test
  void upgradeToHttp2InTheClear_isNotTaken() throws Exception {
    assertEquals(
        "HTTP/1.1 200 OK",
        ask(
            """
            GET /health/live HTTP/1.1
            Host: x
            Connection: Upgrade, HTTP2-Settings
            Upgrade: h2c
            HTTP2-Settings: !!!!

            """));
  }

  @Test
  void body_cutOff_isNoErrorOfTheService() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      try (Socket socket = connect()) {
        write(
            socket,
            "POST "
                + site.path("/comments")
                + " HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 500\n\n{\"a\"");
      }
      // Another request on the same loop comes after the end of the first.
      for (int i = 0; i < 20; i++) {
        assertEquals(200, parley.get("/health/live").status());
      }
    } finally {
      root.detachAppender(log);
    }
    assertEquals(
        List.of(),
        List.copyOf(log.list).stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
            .map(ILoggingEvent::getFormattedMessage)
            .toList());
  }

  @Test
  void manyHalfSentBodies_leaveReadingAndPostingAsTheyWere() throws Exception {
    List<Socket> half = new ArrayList<>();
    try {
      for (int i = 0; i < 600; i++) {
        Socket socket = connect();
        half.add(socket);
        write(
            socket,
            "POST "
                + site.path("/comments")
                + " HTTP/1.1\nHost: x\nContent-Length: 130000\n\n"
                + "x".repeat(60_000));
      }
      for (int i = 0; i < 20; i++) {
        assertEquals(200, site.thread("half").status());
      }
      // Those beyond the bound are refused at once; those within it are waited for.
      try (Socket refused = half.get(half.size() - 1)) {
        assertEquals(
            "HTTP/1.1 503 Service Unavailable",
            Wire.answer(new BufferedInputStream(refused.getInputStream())).statusLine());
      }
    } finally {
      for (Socket socket : half) {
        socket.close();
      }
    }
    assertEquals(201, site.post("half", "Ana", "The pier opens on Monday at noon").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/health/live", "/embed.js", "/openapi.yaml", "/console/", "/metrics", "/demo/"})
  void head_whereverGetIs_hasItsHeadAndNoBody(String path) {
    Answer get = parley.get(path);
    Answer head = parley.send("HEAD", path, (byte[]) null);
    assertEquals(200, head.status());
    assertEquals("", head.text());
    assertEquals(get.header("Content-Type"), head.header("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/comments?article=a", "/feed.atom", "/counts?article=a", "/stream?article=a"})
  void head_ofReadersRoutes_ends(String path) {
    Answer head = parley.send("HEAD", site.path(path), (byte[]) null);
    assertEquals(200, head.status());
    assertEquals("", head.text());
  }
}
