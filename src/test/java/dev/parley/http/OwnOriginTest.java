package dev.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behind a proxy that does not pass the host on that readers ask for. */
class OwnOriginTest {
  private static final String OURS = "https://talk.example.org";
  private static final String THEIRS = "https://elsewhere.example";

  @AutoClose private static TestParley parley;
  private static TestSite site;
  private static String cookie;

  @BeforeAll
  static void start() {
    parley = TestParley.beside("http.publicUrl", "https://talk.example.org:443/");
    site = TestParley.shared().site(new JsonObject(), "https://news.example");
    cookie = parley.administrator().cookie();
  }

  private static Answer decide(String id, String origin) {
    JsonObject decision =
        new JsonObject()
            .put("cases", new JsonArray().add(new JsonObject().put("id", id).put("version", 1)))
            .put("action", "approve");
    return parley.send(
        "POST", site.path("/decisions"), decision, "Cookie", cookie, "Origin", origin);
  }

  @Test
  void decision_fromThePublicOrigin_isTakenAndFromAnotherRefused() {
    String id =
        site.post("own-origin", "Marta", "You moron, the ferry never runs on time.")
            .json()
            .getJsonObject("comment")
            .getString("id");

    assertEquals(403, decide(id, THEIRS).status());
    assertEquals(403, decide(id, "http://talk.example.org").status());
    Answer taken = decide(id, OURS);
    assertEquals(200, taken.status(), taken.text());
    assertTrue(taken.text().contains("applied"), taken.text());
  }

  @Test
  void comment_fromThePublicOrigin_isTakenAndFromAnotherRefused() {
    JsonObject submission = site.submission("own-origin", "Ida", "The concert was wonderful.");

    assertEquals(
        201, parley.send("POST", site.path("/comments"), submission, "Origin", OURS).status());
    assertEquals(
        403, parley.send("POST", site.path("/comments"), submission, "Origin", THEIRS).status());
  }

  @Test
  void form_fromThePublicOrigin_isTakenAndFromAnotherRefused() {
    assertEquals(303, form("The bridge is closed until noon.", OURS).status());
    assertEquals(403, form("The bridge is open again.", THEIRS).status());
  }

  private static Answer form(String body, String origin) {
    String form = "name=Ole&email=ole%40readers.example&opened=1000&body=" + body.replace(' ', '+');
    return parley.send(
        "POST",
        "/sites/" + site.slug() + "/thread?article=own-origin",
        form.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Origin",
        origin);
  }

  @Test
  void feed_namesThePublicAddress_whateverHostWasAsked() {
    String feed = parley.get(site.path("/feed.atom?article=own-origin")).text();

    String address = OURS + ":443" + site.path("/feed.atom?article=own-origin");
    assertTrue(feed.contains("<id>" + address + "</id>"), feed);
    assertTrue(feed.contains("href=\"" + address + "\""), feed);
    assertFalse(feed.contains("127.0.0.1"), feed);
  }
}
