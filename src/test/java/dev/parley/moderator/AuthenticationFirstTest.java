package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asks comes before what they ask for. */
class AuthenticationFirstTest {
  private static final Set<String> TAGS = Set.of("moderator", "administrator");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @Test
  void routesOfModerators_withoutASession_areUnauthenticatedWhateverIsSent() throws Exception {
    List<String> others = new ArrayList<>();
    int asked = 0;
    for (String[] route : protectedRoutes()) {
      for (String body : List.of("", "{}", "not JSON")) {
        String path = route[1].replace("{site}", site.slug()).replaceAll("\\{[a-z]+}", "none");
        byte[] bytes = route[0].equals("GET") ? null : body.getBytes(StandardCharsets.UTF_8);
        int status = parley.send(route[0], path, bytes).status();
        asked++;
        if (status != 401) {
          others.add(route[0] + " " + path + " “" + body + "” " + status);
        }
      }
    }
    assertTrue(asked > 60, "The document names the routes");
    assertEquals(List.of(), others);
  }

  private List<String[]> protectedRoutes() throws Exception {
    List<String[]> routes = new ArrayList<>();
    JsonNode paths = new YAMLMapper().readTree(parley.get("/openapi.yaml").text()).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one -> {
                          String method = one.getKey().toUpperCase(Locale.ROOT);
                          boolean signsInOrOut =
                              path.getKey().equals("/api/v1/session") && !method.equals("GET");
                          if (TAGS.contains(one.getValue().get("tags").get(0).asText())
                              && !signsInOrOut) {
                            routes.add(new String[] {method, path.getKey()});
                          }
                        }));
    return routes;
  }
}
