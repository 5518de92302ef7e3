package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.WithFaults;
import dev.parley.web.HostileRequests.Hostile;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No request is answered by a failure of the service. {@code mvn test -Dtest=HostileBatteryTest
 * -Dhostile.cases=12000} sends more of them.
 */
@WithFaults
class HostileBatteryTest {
  private static final int CASES = Integer.getInteger("hostile.cases", 1_500);

  /** Between two sign-ins: some of what is sent may end the session before. */
  private static final int ROUND = 500;

  private static final int NOTHING = 0;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void anyRequest_ofAnyCaller_isNeverAnsweredByAFailureOfTheService() throws Exception {
    Map<String, String> failures = new ConcurrentSkipListMap<>();
    Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    try (TestParley parley = TestParley.start(Map.of("secondOpinion.when", "never"))) {
      TestSite site = parley.site();
      String id =
          site.post("pier", "Ana", "The pier opens on Monday at noon")
              .json()
              .getJsonObject("comment")
              .getString("id");
      String token =
          parley
              .administrator()
              .send("POST", "/api/v1/tokens", new JsonObject().put("name", "Hostile"))
              .json()
              .getString("token");
      HostileRequests requests =
          new HostileRequests(
              new YAMLMapper().readTree(parley.get("/openapi.yaml").text()),
              List.of(site.slug(), "demo"),
              List.of(id, "0199f3a1-0000-7000-8000-000000000000"));
      for (int from = 0; from < CASES; from += ROUND) {
        List<String> callers =
            List.of(
                "",
                "Cookie: " + parley.administrator().cookie(),
                "Cookie: " + parley.moderator(site, "Bea").cookie(),
                "Authorization: Bearer " + token,
                "Authorization: Bearer \u00e9",
                "Authorization: Basic ==");
        IntStream.range(from, Math.min(CASES, from + ROUND))
            .parallel()
            .forEach(
                number -> {
                  Hostile hostile = requests.request(number, callers);
                  int status = status(parley, hostile.bytes());
                  statuses.merge(status, 1, Integer::sum);
                  if (status >= 500) {
                    failures.put(status + " " + hostile.operation(), hostile.beginning());
                  }
                });
        assertEquals(200, parley.get("/health/ready").status());
      }
    }
    System.out.println("Answers to " + CASES + " hostile requests, by status: " + statuses);
    failures.forEach((what, request) -> System.out.println("-- " + what + "\n" + request));

    assertEquals("", String.join("\n", failures.keySet()));
    assertTrue(statuses.getOrDefault(200, 0) > CASES / 50, "some get through: " + statuses);
    assertTrue(statuses.getOrDefault(422, 0) > CASES / 50, "some are looked into: " + statuses);
    assertTrue(statuses.getOrDefault(NOTHING, 0) < CASES / 10, "most are answered: " + statuses);
  }

  /**
   * The status of the answer; {@link #NOTHING} when there was none: the connection was closed, or
   * more of the request is waited for.
   */
  private static int status(TestParley parley, byte[] request) {
    URI url = URI.create(parley.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      try {
        socket.getOutputStream().write(request);
      } catch (IOException refusedWhileItWasSent) {
        // What was answered before can still be read.
      }
      String line = line(in);
      while (line.startsWith("HTTP/1.1 1")) {
        while (!line.isEmpty()) {
          line = line(in);
        }
        line = line(in);
      }
      return line.startsWith("HTTP/1.") ? Integer.parseInt(line.substring(9, 12)) : NOTHING;
    } catch (IOException closedOrWaitingForMore) {
      return NOTHING;
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
