package dev.parley.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.benchmark.Http.Request;
import dev.parley.slow.OtherProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The service under default locales whose digits, or whose letters' cases, are not English ones.
 */
@OtherProcess
class DefaultLocaleTest {
  private static final String SITE = "/api/v1/sites/ledger";

  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path directory;

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"ar, EG, nu-arab", "tr, TR, nu-latn", "th, TH, nu-thai"})
  void anyDefaultLocale_startsSignsInPostsReadsAndDecides(
      String language, String country, String extension) throws Exception {
    List<String> locale =
        List.of(
            "-Duser.language=" + language,
            "-Duser.country=" + country,
            "-Duser.extensions=" + extension);
    try (ChildJvm service = ChildJvm.parley(directory, Http.settings(), locale);
        Http http = new Http(vertx, 2)) {
      int port = service.port();
      Map<String, String> administrator = http.signIn(port);
      http.makeSite(port, "ledger", new JsonObject(), administrator);

      JsonObject held =
          http.await(
                  port,
                  Request.post(
                      SITE + "/comments",
                      Comments.submission("pier", 1, "What a moron, says my INVITING neighbour"),
                      Map.of()))
              .json();
      assertEquals("pending", held.getString("status"));
      JsonObject seen =
          new JsonObject()
              .put("id", held.getJsonObject("comment").getString("id"))
              .put("version", 1);
      JsonObject decided =
          http.await(
                  port,
                  Request.post(
                      SITE + "/decisions",
                      new JsonObject()
                          .put("cases", new JsonArray().add(seen))
                          .put("action", "approve"),
                      administrator))
              .json();
      assertEquals(
          "applied", decided.getJsonArray("decisions").getJsonObject(0).getString("outcome"));

      for (String path :
          List.of(
              SITE + "/comments?article=pier&limit=11",
              SITE + "/comments?article=pier&sort=top",
              SITE + "/feed.atom",
              "/sites/ledger/thread?article=pier",
              SITE + "/cases?queue=approved&limit=11",
              SITE + "/queues",
              SITE + "/decisions?limit=11",
              SITE + "/counts?article=pier")) {
        assertEquals(200, http.await(port, Request.get(path, administrator)).status(), path);
      }
    }
  }
}
