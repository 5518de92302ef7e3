package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.TestParley;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private final TestParley parley = TestParley.shared();

  @Test
  void document_andRoutes_nameTheSameOperations() throws Exception {
    Set<String> served = new TreeSet<>();
    for (String route : parley.service().routes()) {
      if (!route.endsWith(" /")) {
        served.add(route.replaceAll("/:([a-z]+)", "/{$1}"));
      }
    }

    Set<String> described = new TreeSet<>();
    JsonNode paths = new YAMLMapper().readTree(parley.get("/openapi.yaml").text()).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    assertEquals(String.join("\n", described), String.join("\n", served));
  }

  private JsonNode document() throws java.io.IOException {
    return new YAMLMapper().readTree(parley.get("/openapi.yaml").text());
  }

  @Test
  void document_everyOperation_isNamedOnceAndSaysWhatAMistakeGets() throws Exception {
    Set<String> names = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JsonNode path : document().get("paths")) {
      for (JsonNode operation : path) {
        String name = operation.path("operationId").asText();
        boolean told = false;
        for (var answers = operation.path("responses").fieldNames(); answers.hasNext(); ) {
          told |= answers.next().startsWith("4");
        }
        if (name.isEmpty() || !names.add(name) || !told) {
          wrong.add(name);
        }
      }
    }

    assertEquals(Set.of(), wrong);
  }

  /** A generated Java client would take its own class for the language's. */
  @Test
  void document_schemas_areNoNamesOfTheJavaLanguage() throws Exception {
    Set<String> wrong = new TreeSet<>();
    document()
        .path("components")
        .path("schemas")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (SourceVersion.isKeyword(name.toLowerCase(Locale.ROOT)) || isOfJavaLang(name)) {
                wrong.add(name);
              }
            });

    assertEquals(Set.of(), wrong);
  }

  /** A comma in a sentence without quotes ends it, and begins a name without a value. */
  @Test
  void document_sentences_areWhole() throws Exception {
    Set<String> wrong = new TreeSet<>();
    namesWithoutValue(document(), wrong);

    assertEquals(Set.of(), wrong);
  }

  private static void namesWithoutValue(JsonNode node, Set<String> found) {
    node.properties()
        .forEach(
            member -> {
              if (member.getValue().isNull()) {
                found.add(member.getKey());
              }
            });
    node.forEach(child -> namesWithoutValue(child, found));
  }

  private static boolean isOfJavaLang(String name) {
    try {
      return Class.forName("java.lang." + name) != null;
    } catch (ClassNotFoundException free) {
      return false;
    }
  }
}
