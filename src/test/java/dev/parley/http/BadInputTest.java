package dev.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();
  private static final Desk desk = parley.administrator();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String submission(String body) {
    return "{\"article\":{\"key\":\"bad\"},\"author\":{\"name\":\"Ana\"},\"body\":" + body + "}";
  }

  static Stream<Arguments> bodies() {
    String valid = submission("\"fine\"");
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("half an object", utf8("{\"article\":")),
        Arguments.of("an array", utf8("[]")),
        Arguments.of("a text", utf8("\"hello\"")),
        Arguments.of("null", utf8("null")),
        Arguments.of("a number", utf8("1e999999999")),
        Arguments.of("a body that is a number", utf8(submission("1"))),
        Arguments.of("a body that is null", utf8(submission("null"))),
        Arguments.of("a body that is an object", utf8(submission("{}"))),
        Arguments.of("an empty body", utf8(submission("\"  \\n \""))),
        Arguments.of("a NUL character", utf8(submission("\"a\\u0000b\""))),
        Arguments.of("a code point that is no character", utf8(submission("\"a\\uffffb\""))),
        Arguments.of(
            "one of those above the basic plane", utf8(submission("\"a\\udbff\\udffeb\""))),
        Arguments.of(
            "a name with one",
            utf8(
                "{\"article\":{\"key\":\"k\"},\"author\":{\"name\":\"A\\ufdd0\"},\"body\":\"y\"}")),
        Arguments.of("a lone surrogate", utf8(submission("\"a\\ud800b\""))),
        Arguments.of("a lone low surrogate", utf8(submission("\"\\udc00\""))),
        Arguments.of("a body that is too long", utf8(submission("\"" + "x".repeat(5_001) + "\""))),
        Arguments.of("ten megabytes", utf8(submission("\"" + "x".repeat(10_000_000) + "\""))),
        Arguments.of("deep arrays", utf8(submission("[".repeat(100_000) + "]".repeat(100_000)))),
        Arguments.of(
            "arrays as deep as fit", utf8(submission("[".repeat(60_000) + "]".repeat(60_000)))),
        Arguments.of("deep objects", utf8("{\"a\":".repeat(20_000))),
        Arguments.of(
            "bytes that are no UTF-8",
            new String(utf8(valid), StandardCharsets.ISO_8859_1)
                .replace("fine", "f\u00ffne")
                .getBytes(StandardCharsets.ISO_8859_1)),
        Arguments.of("an article that is a text", utf8("{\"article\":\"x\",\"body\":\"y\"}")),
        Arguments.of(
            "an article without a key",
            utf8("{\"article\":{},\"author\":{\"name\":\"A\"},\"body\":\"y\"}")),
        Arguments.of(
            "a name with a NUL",
            utf8("{\"article\":{\"key\":\"k\"},\"author\":{\"name\":\"\\u0000\"},\"body\":\"y\"}")),
        Arguments.of(
            "a key with a NUL",
            utf8("{\"article\":{\"key\":\"\\u0000\"},\"author\":{\"name\":\"A\"},\"body\":\"y\"}")),
        Arguments.of(
            "a parent that is no id",
            utf8(
                "{\"article\":{\"key\":\"k\"},\"author\":{\"name\":\"A\"},\"body\":\"y\","
                    + "\"parentId\":\"1; drop table comment\"}")),
        Arguments.of(
            "an e-mail address that is none",
            utf8(
                "{\"article\":{\"key\":\"k\"},\"author\":{\"name\":\"A\",\"email\":\"a@\"},"
                    + "\"body\":\"y\"}")),
        Arguments.of(
            "a script for a website",
            utf8(
                "{\"article\":{\"key\":\"k\"},\"author\":{\"name\":\"A\","
                    + "\"url\":\"javascript://x.org/%0aalert(1)\"},\"body\":\"y\"}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void post_whatIsNoSubmission_isRefusedAsAProblem(String what, byte[] body) {
    Answer answer = parley.send("POST", site.path("/comments"), body);

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
    assertEquals("application/problem+json", answer.header("Content-Type"), answer::toString);
    assertEquals(answer.status(), answer.json().getInteger("status"));
    assertEquals(200, parley.get("/health/ready").status());
  }

  static Stream<String> paths() {
    return Stream.of(
        "/comments",
        "/comments?article=",
        "/comments?article=%00",
        "/comments?article=%ED%A0%80%00",
        "/comments?article=x&sort=worst",
        "/comments?article=x&limit=0",
        "/comments?article=x&limit=101",
        "/comments?article=x&limit=many",
        "/comments?article=x&limit=99999999999999999999",
        "/comments?article=x&cursor=%27",
        "/comments?article=x&cursor=0_01900000-0000-7000-8000-00000000000g",
        "/comments?article=x&cursor=99999999999_01900000-0000-7000-8000-000000000000",
        "/comments?article=x&parent=1",
        "/comments?article=" + "x".repeat(1_001),
        "/comments/1",
        "/comments/01900000-0000-7000-8000-000000000000",
        "/comments/..%2f..%2fetc",
        "/counts",
        "/counts?article=" + String.join("&article=", java.util.Collections.nCopies(101, "a")),
        "/votes",
        "/stream",
        "/no-such-route");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void get_whatCannotBeAnswered_isRefusedAsAProblem(String path) {
    Answer answer = parley.get(site.path(path));

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
    assertEquals("application/problem+json", answer.header("Content-Type"), answer::toString);
  }

  static Stream<String> moderatorPaths() {
    return Stream.of(
        "/cases?queue=none",
        "/cases?sort=best",
        "/cases?cursor=x",
        "/cases?cursor=1e999_x",
        "/cases?cursor=--_01900000-0000-7000-8000-000000000000",
        "/cases?scoreFrom=much",
        "/cases?from=yesterday",
        "/cases?from=%2B999999999-01-01",
        "/cases?q=%00",
        "/cases/1",
        "/cases/01900000-0000-7000-8000-000000000000",
        "/authors/01900000-0000-7000-8000-000000000000",
        "/decisions?moderator=me",
        "/decisions?cursor=x");
  }

  @ParameterizedTest
  @MethodSource("moderatorPaths")
  void moderatorGet_whatCannotBeAnswered_isRefusedAsAProblem(String path) {
    Answer answer = desk.get(site.path(path));

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
    assertEquals("application/problem+json", answer.header("Content-Type"), answer::toString);
  }

  /** A time that the database cannot hold. */
  private static String banUntil(String time) {
    return new JsonObject()
        .put("kind", "ip")
        .put("value", "192.0.2.1")
        .put("reason", "y")
        .put("until", time)
        .encode();
  }

  static Stream<Arguments> decisions() {
    String id = "01900000-0000-7000-8000-000000000000";
    return Stream.of(
        Arguments.of("/decisions", "{}"),
        Arguments.of("/decisions", "{\"cases\":[],\"action\":\"approve\"}"),
        Arguments.of("/decisions", "{\"cases\":[1],\"action\":\"approve\"}"),
        Arguments.of(
            "/decisions", "{\"cases\":[{\"id\":\"x\",\"version\":1}],\"action\":\"approve\"}"),
        Arguments.of(
            "/decisions",
            "{\"cases\":[{\"id\":\"" + id + "\",\"version\":1.5}],\"action\":\"approve\"}"),
        Arguments.of(
            "/decisions",
            "{\"cases\":[{\"id\":\"" + id + "\",\"version\":1}],\"action\":\"explode\"}"),
        Arguments.of("/claims", "{\"case\":7}"),
        Arguments.of("/claims", "{\"case\":\"" + id + "\"}"),
        Arguments.of("/bans", "{\"kind\":\"planet\",\"value\":\"x\",\"reason\":\"y\"}"),
        Arguments.of("/bans", "{\"kind\":\"ip\",\"value\":\"1.2.3\",\"reason\":\"y\"}"),
        Arguments.of("/bans", banUntil("+300000-01-01T00:00:00Z")),
        Arguments.of("/bans", banUntil("+999999999-12-31T23:59:59Z")),
        Arguments.of("/bans", banUntil("-9999-01-01T00:00:00Z")),
        Arguments.of("/decisions/" + id + "/undo", "{}"));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void moderatorPost_whatMakesNoSense_isRefusedAsAProblem(String path, String body) {
    Answer answer = desk.send("POST", site.path(path), new JsonObject(body));

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer::toString);
    assertEquals("application/problem+json", answer.header("Content-Type"), answer::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/comments/%zz", "/comments?article=%zz"})
  void get_anAddressThatCannotBeDecoded_isRefused(String path) throws Exception {
    URI service = URI.create(parley.url());
    // No client library sends this.
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket
          .getOutputStream()
          .write(utf8("GET " + site.path(path) + " HTTP/1.0\r\nHost: x\r\n\r\n"));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.0 4") || answer.startsWith("HTTP/1.1 4"), answer);
    }
  }

  @Test
  void post_severalWrongFields_namesAllOfThem() {
    Answer answer =
        parley.send(
            "POST",
            site.path("/comments"),
            utf8("{\"article\":{\"key\":\"k\"},\"author\":{\"email\":\"x\"}}"));

    List<String> fields =
        answer.json().getJsonArray("errors").stream()
            .map(error -> ((JsonObject) error).getString("field"))
            .toList();
    assertEquals(List.of("author.name", "author.email", "body"), fields);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+300000-01-01T00:00:00Z", "-9999-01-01T00:00:00Z"})
  void article_closingAtATimeNobodyCanRead_isRefused(String time) {
    JsonObject closing = new JsonObject().put("closedAt", time);

    Answer answer = desk.send("PUT", site.path("/articles?article=pier"), closing);

    assertEquals(422, answer.status(), answer::toString);
    assertFalse(parley.get(site.path("/comments?article=pier")).text().contains("closedAt"));
  }

  /** Some characters are two to Java, and up to four bytes to the database's index. */
  @Test
  void articleKey_thatCanBePostedUnder_canBeRead() {
    String smiles = "\uD83D\uDE00".repeat(600);

    assertEquals(201, site.post(smiles, "Ana", "Under a key of many smiles.").status());

    Answer thread = site.thread(URLEncoder.encode(smiles, StandardCharsets.UTF_8));
    assertEquals(200, thread.status(), thread::toString);
    assertEquals(1, thread.json().getJsonArray("comments").size());
  }

  @Test
  void articleKey_thatNoIndexTakes_isRefusedAsAProblem() {
    // Letters without a pattern, which the database cannot make smaller.
    String letters =
        new Random(7)
            .ints(1_000, 0x4E00, 0x9000)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    Answer answer =
        desk.send(
            "PUT",
            site.path("/articles?article=" + URLEncoder.encode(letters, StandardCharsets.UTF_8)),
            new JsonObject().put("state", "closed"));

    assertEquals(422, answer.status(), answer::toString);
  }
}
