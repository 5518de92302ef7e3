package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no webhook may have. */
class RefusedTargetTest {
  private static final TestParley PARLEY = TestParley.shared();
  private static final TestSite SITE = PARLEY.site();
  private static final TestParley.Desk DESK = PARLEY.administrator();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.215.14/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://017.0.0.1/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://192.0.0.1/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[64:ff9b:1::1]/",
        "https://[fe80::1]/",
        "https://[fc00::1]/",
        "https://[fd12:3456::1]/",
        "https://[ff02::1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001::1]/",
        "https://[2001:db8::1]/",
        "https://user:password@example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "example.org",
        "https://",
        "https:///path",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://127.0.0.1\\@example.org/"
      })
  void url_thatIsNotPublic_isRefused(String url) {
    Answer answer = DESK.send("POST", SITE.path("/webhooks"), new JsonObject().put("url", url));
    assertEquals(422, answer.status(), answer::text);
    assertEquals("url", answer.json().getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://93.184.215.14/",
        "https://172.32.0.1/",
        "https://100.128.0.1:8443/hook?x=1",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://[64:ff9b::5db8:d70e]/",
        "https://nowhere.invalid/not-yet-there"
      })
  void url_thatIsPublicOrNotYetThere_isTaken(String url) {
    TestSite site = PARLEY.site();
    Answer answer =
        DESK.send(
            "POST",
            site.path("/webhooks"),
            new JsonObject()
                .put("url", url)
                .put("events", new io.vertx.core.json.JsonArray().add("model.chosen")));
    assertEquals(201, answer.status(), answer::text);
  }
}
