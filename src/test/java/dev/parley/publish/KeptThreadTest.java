package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A thread that is asked for again is answered before any route is looked for. */
class KeptThreadTest {
  private static final String NEWS = "https://news.example";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), NEWS);
  private final String path = site.path("/comments?article=kept");

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  @Test
  void thread_askedForAgain_isTheSameWithTheSameHeaders() {
    site.post("kept", "Ana", "The ferry was on time today.");

    for (String origin : List.of(NEWS, "https://news.example:443")) {
      Answer routed = parley.get(path + "&sort=newest", "Origin", origin);
      Answer kept = parley.get(path + "&sort=newest", "Origin", origin);

      assertEquals(routed.status(), kept.status());
      assertEquals(routed.text(), kept.text());
      assertEquals(headers(routed), headers(kept));
      assertFalse(kept.header("Date").isEmpty());
    }
    Answer known = parley.get(path, "If-None-Match", parley.get(path).header("ETag"));
    assertEquals(304, known.status());
    assertEquals("nosniff", known.header("X-Content-Type-Options"));
  }

  @Test
  void thread_askedForAgainFromAnotherOrigin_isRefusedAsAtFirst() {
    assertEquals(200, parley.get(path).status());

    Answer refused = parley.get(path, "Origin", "https://evil.example");

    assertEquals(403, refused.status());
    assertEquals("origin-not-allowed", refused.code());
  }

  @Test
  void thread_askedForByHead_hasNoBody() {
    assertEquals(200, parley.get(path).status());

    Answer head = parley.send("HEAD", path, (JsonObject) null);

    assertEquals(200, head.status());
    assertEquals("", head.text());
  }

  @Test
  void thread_afterAPost_showsIt() {
    parley.get(path);
    parley.get(path);

    site.post("kept", "Ben", "They have painted the lighthouse.");

    assertTrue(parley.get(path).text().contains("painted the lighthouse"));
  }
}
