package dev.parley.perspective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.apikey.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document from which Google's libraries make a client, used as they use it. */
class DiscoveryTest {
  private static final TestParley parley = TestParley.shared();
  private static final String path = "/$discovery/rest?version=v1alpha1";

  private static List<String> references(Object value) {
    List<String> found = new ArrayList<>();
    if (value instanceof JsonObject object) {
      object.forEach(
          field -> {
            if (field.getKey().equals("$ref")) {
              found.add(field.getValue().toString());
            } else {
              found.addAll(references(field.getValue()));
            }
          });
    } else if (value instanceof JsonArray array) {
      array.forEach(one -> found.addAll(references(one)));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {path, "/discovery/v1/apis/commentanalyzer/v1alpha1/rest"})
  void document_leadsToThisServer(String where) {
    Answer answer = parley.get(where);
    assertEquals(200, answer.status(), answer::text);
    JsonObject document = answer.json();
    assertEquals("discovery#restDescription", document.getString("kind"));
    assertEquals(parley.url() + "/", document.getString("rootUrl"));
    List<String> references = references(document);
    assertFalse(references.isEmpty());
    assertEquals(
        List.of(),
        references.stream()
            .filter(name -> !document.getJsonObject("schemas").containsKey(name))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"analyze, attributeScores", "suggestscore, requestedLanguages"})
  void methods_areWhereTheDocumentSays_andAnswerWhatItSays(String name, String field) {
    JsonObject document = parley.get(path).json();
    JsonObject method =
        document
            .getJsonObject("resources")
            .getJsonObject("comments")
            .getJsonObject("methods")
            .getJsonObject(name);
    JsonObject request =
        Programs.analysis("You are an idiot.", "TOXICITY")
            .put(
                "attributeScores",
                new JsonObject(Map.of("TOXICITY", Map.of("summaryScore", Map.of("value", 1)))));
    String url =
        document.getString("rootUrl")
            + document.getString("servicePath")
            + method.getString("path")
            + "?key="
            + new Programs(parley).key(parley.site());
    Answer answer =
        parley.send(
            method.getString("httpMethod"),
            url.substring(parley.url().length()),
            request.encode().getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
    assertEquals(200, answer.status(), answer::text);
    JsonObject properties =
        document
            .getJsonObject("schemas")
            .getJsonObject(method.getJsonObject("response").getString("$ref"))
            .getJsonObject("properties");
    assertTrue(answer.json().containsKey(field), answer::text);
    assertTrue(properties.containsKey(field), properties::encode);
  }

  @Test
  void publicAddress_isTheOneInTheDocument() {
    try (TestParley behind = TestParley.beside("http.publicUrl", "https://talk.example.org")) {
      assertEquals("https://talk.example.org/", behind.get(path).json().getString("rootUrl"));
    }
  }
}
