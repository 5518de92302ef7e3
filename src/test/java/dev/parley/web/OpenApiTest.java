package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.TestParley;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
}
