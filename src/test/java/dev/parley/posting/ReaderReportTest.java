package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reader's report reaches the moderators, once, and what they do about it knows of it. */
class ReaderReportTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  private Answer report(String id) {
    return parley.send(
        "POST", site.path("/comments/" + id + "/reports"), new JsonObject().put("reason", "spam"));
  }

  @Test
  void report_sentTwice_isToldOnceAndTheLogTellsWhatWasDecided() throws Exception {
    String id =
        site.post("quay", "Lotte", "Most summer passengers do not.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    HttpRequest events =
        HttpRequest.newBuilder(URI.create(parley.url() + site.path("/events")))
            .header("Cookie", ana.cookie())
            .timeout(Duration.ofSeconds(30))
            .build();
    var response = HttpClient.newHttpClient().send(events, BodyHandlers.ofInputStream());
    try (BufferedReader told =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      awaitEvent(told, "hello");
      assertEquals(202, report(id).status());
      assertEquals(202, report(id).status());
      ana.decide(site, id, 1, "approve", null);

      assertEquals(
          new JsonObject().put("case", id).put("queue", "reported"), awaitEvent(told, "arrived"));
      assertEquals("approve", awaitEvent(told, "decided").getString("action"));
    }
    List<String> logged =
        ana.get(site.path("/decisions")).json().getJsonArray("decisions").stream()
            .map(JsonObject.class::cast)
            .filter(one -> id.equals(one.getString("case")))
            .map(one -> one.getString("action"))
            .toList();
    assertEquals(List.of("approve", "approve"), logged, "the moderator's, and the rules'");
  }

  /** The next event, which must have this name. */
  private static JsonObject awaitEvent(BufferedReader told, String name) throws Exception {
    String line = told.readLine();
    while (line.isEmpty() || line.startsWith(":")) {
      line = told.readLine();
    }
    assertEquals("event: " + name, line);
    return new JsonObject(told.readLine().substring("data: ".length()));
  }
}
