package dev.parley.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbedCheckTest {
  private static final String SCRIPT =
      "<script type=\"module\" src=\"https://talk.example/embed.js\"></script>";
  private static final Vertx VERTX = Vertx.vertx();
  private static TestParley parley;
  private static TestSite open;
  private static TestSite closed;
  private static HttpServer server;
  private static volatile Page page = new Page(200, "text/html", "", "");

  private record Page(int status, String type, String policy, String html) {}

  @BeforeAll
  static void start() throws Exception {
    open = TestParley.shared().site(new JsonObject(), "*");
    closed = TestParley.shared().site(new JsonObject(), "https://elsewhere.example");
    parley = TestParley.beside("webhooks.allowPrivate", "127.0.0.1");
    server =
        VERTX
            .createHttpServer()
            .requestHandler(EmbedCheckTest::answer)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    parley.close();
    VERTX.close().await();
  }

  private static void answer(HttpServerRequest request) {
    if (!page.policy().isEmpty()) {
      request.response().putHeader("Content-Security-Policy", page.policy());
    }
    request
        .response()
        .setStatusCode(page.status())
        .putHeader("Content-Type", page.type())
        .putHeader("Location", "https://elsewhere.example/")
        .end(page.html());
  }

  private static Answer check(String url) {
    String encoded = URLEncoder.encode(url, StandardCharsets.UTF_8);
    return parley.administrator().get("/api/v1/embed-check?url=" + encoded);
  }

  private static String codes(Page shown) {
    page = shown;
    Answer answer = check("http://127.0.0.1:" + server.actualPort() + "/article");
    assertEquals(200, answer.status(), answer::text);
    List<String> codes =
        answer.json().getJsonArray("findings").stream()
            .map(finding -> ((JsonObject) finding).getString("code"))
            .toList();
    assertEquals(codes.isEmpty(), answer.json().getBoolean("ok"));
    return String.join(" ", codes);
  }

  private static String widget(TestSite site) {
    return "<parley-comments site=\"" + site.slug() + "\" article=\"a\"></parley-comments>";
  }

  private static Page html(String policy, String... parts) {
    return new Page(
        200,
        "text/html; charset=utf-8",
        policy,
        "<!doctype html><html><head><title>A</title>"
            + parts[0]
            + "</head><body><p>News</p>"
            + (parts.length > 1 ? parts[1] : "")
            + "</body></html>");
  }

  static Stream<Arguments> pages() {
    String meta =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'; connect-src *\">";
    return Stream.of(
        Arguments.of("", html("", SCRIPT, widget(open))),
        Arguments.of("", html("default-src 'self' https://talk.example", SCRIPT, widget(open))),
        Arguments.of("", html("script-src https:; connect-src *", SCRIPT, widget(open))),
        Arguments.of(
            "", html("default-src *.example", SCRIPT.replace("https", "http"), widget(open))),
        Arguments.of("", html("img-src 'none'; style-src 'none'", SCRIPT, widget(open))),
        Arguments.of(
            "",
            html(
                "script-src 'nonce-abc' 'strict-dynamic'",
                SCRIPT.replace("<script", "<script nonce=\"abc\""),
                widget(open))),
        Arguments.of("csp-script csp-connect", html("default-src 'self'", SCRIPT, widget(open))),
        Arguments.of("csp-connect", html("connect-src 'none'", SCRIPT, widget(open))),
        Arguments.of(
            "csp-script", html("script-src 'strict-dynamic' https:", SCRIPT, widget(open))),
        Arguments.of("csp-script", html("", meta + SCRIPT, widget(open))),
        Arguments.of(
            "csp-script", html("script-src *, script-src other.example", SCRIPT, widget(open))),
        Arguments.of("no-script", html("", "<script src=\"other.js\"></script>", widget(open))),
        Arguments.of("no-element", html("", SCRIPT)),
        Arguments.of("no-script no-element", html("", "")),
        Arguments.of(
            "not-a-module", html("", SCRIPT.replace(" type=\"module\"", ""), widget(open))),
        Arguments.of(
            "wrong-site", html("", SCRIPT, widget(open).replace(open.slug(), "no-such-site"))),
        Arguments.of("origin-not-allowed", html("", SCRIPT, widget(closed))),
        Arguments.of("no-article", html("", SCRIPT, widget(open).replace(" article=\"a\"", ""))),
        Arguments.of("status", new Page(404, "text/html", "", "")),
        Arguments.of("redirect", new Page(301, "text/html", "", "")),
        Arguments.of("not-html", new Page(200, "application/json", "", "{}")),
        Arguments.of(
            "too-large", html("", SCRIPT, widget(open) + "<p>" + "x".repeat(3 << 20) + "</p>")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void check_ofAPage_findsWhatKeepsTheWidgetAway(String expected, Page shown) {
    assertEquals(expected, codes(shown), shown.policy());
  }

  @Test
  void check_ofAnHttpScriptOnAnHttpsPage_findsMixedContent() {
    dev.parley.outgoing.Answered answered =
        new dev.parley.outgoing.Answered(
            200,
            io.vertx.core.MultiMap.caseInsensitiveMultiMap().add("Content-Type", "text/html"),
            io.vertx.core.buffer.Buffer.buffer(SCRIPT.replace("https", "http")),
            false);
    assertEquals(
        List.of("mixed-content", "no-element"),
        EmbedCheck.of("https://news.example/a", answered, List.of()).stream()
            .map(EmbedCheck.Finding::code)
            .toList());
  }

  @Test
  void check_ofNobodysAddress_saysThatThereIsNoAnswer() {
    Answer answer = check("https://nowhere.invalid/");
    assertEquals(
        "no-answer",
        answer.json().getJsonArray("findings").getJsonObject(0).getString("code"),
        answer::text);
  }

  @Test
  void check_ofAPrivateAddress_isRefused() {
    assertEquals(422, check("http://10.0.0.1/").status());
    assertEquals(422, check("http://127.0.0.2/").status());
    assertEquals(422, check("nothing").status());
  }

  @Test
  void check_byAModerator_isRefused() {
    Answer answer =
        parley.moderator(open, "Ida").get("/api/v1/embed-check?url=https%3A%2F%2Fnews.example");
    assertEquals(403, answer.status());
  }
}
