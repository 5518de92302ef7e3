package dev.parley.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports through HTTP. */
class ExportRouteTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk administrator = parley.administrator();

  @AutoClose private final Copy shared = Copy.shared();

  private HttpResponse<InputStream> asked(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(parley.url() + site.path(path)))
            .header("Cookie", administrator.cookie());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
  }

  @ParameterizedTest
  @CsvSource({
    "parley, application/x-ndjson, ndjson",
    "wordpress, application/xml, xml",
    "disqus, application/xml, xml",
    "remark42, application/gzip, gz"
  })
  void administrator_getsAFile(String to, String type, String ending) throws Exception {
    site.post("pier", "Ann", "The pier is closed.");
    HttpResponse<InputStream> answer = asked("/export?to=" + to);
    assertEquals(200, answer.statusCode());
    assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Disposition")
            .orElse("")
            .matches(
                "attachment; filename=\""
                    + site.slug()
                    + "-"
                    + to
                    + "-\\d{4}-\\d\\d-\\d\\d\\."
                    + ending
                    + "\""),
        answer.headers()::toString);
    assertEquals(
        new String(
            shared.bytes(site.slug(), ExportFormat.ofCode(to).orElseThrow()),
            StandardCharsets.ISO_8859_1),
        new String(answer.body().readAllBytes(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void clientThatTakesGzip_getsItPacked() throws Exception {
    HttpResponse<InputStream> answer = asked("/export?to=parley", "Accept-Encoding", "gzip");
    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    assertEquals(
        shared.exported(site.slug(), ExportFormat.PARLEY),
        new String(
            new GZIPInputStream(new ByteArrayInputStream(answer.body().readAllBytes()))
                .readAllBytes(),
            StandardCharsets.UTF_8));
    assertTrue(
        asked("/export?to=remark42", "Accept-Encoding", "gzip")
            .headers()
            .firstValue("Content-Encoding")
            .isEmpty());
  }

  private JsonArray logged() {
    return administrator
        .get(site.path("/decisions?action=export"))
        .json()
        .getJsonArray("decisions");
  }

  @Test
  void export_standsInTheLog_andAHeadAloneDoesNot() {
    Answer head =
        parley.send(
            "HEAD",
            site.path("/export?to=wordpress"),
            (byte[]) null,
            "Cookie",
            administrator.cookie());
    assertEquals(200, head.status());
    assertEquals("application/xml", head.header("Content-Type"));
    assertTrue(head.header("Content-Disposition").contains(".xml"));
    assertEquals(0, logged().size());
    assertEquals(200, administrator.get(site.path("/export?to=wordpress")).status());
    assertEquals(1, logged().size());
    assertEquals("wordpress", logged().getJsonObject(0).getString("note"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?to=", "?to=livefyre", "?to=PARLEY"})
  void unknownFormat_isNamed(String query) {
    Answer refused = administrator.get(site.path("/export" + query));
    assertEquals(422, refused.status(), refused::text);
    assertEquals("to", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    assertEquals(0, logged().size());
  }

  @Test
  void onlyAdministrators_export_alsoByToken() {
    String path = site.path("/export?to=parley");
    assertEquals(401, parley.get(path).status());
    assertEquals(403, parley.moderator(site, "Ana").get(path).status());
    assertEquals(
        403,
        parley
            .get(path, "Cookie", administrator.cookie(), "Sec-Fetch-Site", "cross-site")
            .status());
    JsonObject token =
        administrator.send("POST", "/api/v1/tokens", new JsonObject().put("name", "backup")).json();
    assertEquals(
        200, parley.get(path, "Authorization", "Bearer " + token.getString("token")).status());
  }

  @Test
  void clientsThatDoNotRead_holdUpOnlyFurtherExports_untilTheyAreGone() throws Exception {
    String big =
        """
        insert into comment (site_id, id, article_id, root_id, ancestors, author_id, author_name,
          status, shown, verdict, created_at, editable_until, token_hash, fingerprint, body, html)
        select %d, id, id, id, '{}', id, 'Big', 1, 1, 0, now(), now(), '', 0,
          (select string_agg(md5(n::text || m), '') from generate_series(1, 2000) m), ''
        from generate_series(1, 300) n, lateral (select gen_random_uuid() as id where n > 0) one
        """;
    shared.run(big.formatted(shared.site(site.slug()).id()));
    HttpResponse<InputStream> first = asked("/export?to=parley");
    HttpResponse<InputStream> second = asked("/export?to=parley");
    Answer third = administrator.get(site.path("/export?to=parley"));
    assertEquals(503, third.status(), third::text);
    assertEquals("60", third.header("Retry-After"));
    Answer posted = site.post("pier", "Ann", "Meanwhile.");
    assertEquals(201, posted.status(), posted::text);
    first.body().close();
    Answer later = third;
    while (later.status() == 503) {
      later = administrator.get(site.path("/export?to=parley"));
    }
    assertEquals(200, later.status());
    assertTrue(later.text().endsWith("}}\n"));
    assertTrue(second.body().readAllBytes().length > 18_000_000);
  }

  @Test
  void parleysArchive_isImportedThroughHttp() throws Exception {
    site.post("pier", "Ann", "The pier is **closed**.");
    administrator.send(
        "PUT",
        site.path("/policy"),
        new JsonObject().put("bannedWords", new JsonArray().add("zyx")));
    String archive = shared.exported(site.slug(), ExportFormat.PARLEY);
    TestSite copy = parley.site();
    for (int stored = 1; stored >= 0; stored--) {
      JsonObject state = imported(copy, archive);
      assertEquals("done", state.getString("state"), state::encode);
      assertEquals(stored, state.getInteger("stored"), state::encode);
      assertEquals(1 - stored, state.getInteger("known"), state::encode);
      Answer thread = copy.thread("pier");
      assertTrue(thread.text().contains("<strong>closed</strong>"), thread::text);
    }
    assertEquals(
        "[\"zyx\"]",
        administrator.get(copy.path("/policy")).json().getJsonArray("bannedWords").encode());
    JsonObject cut = imported(copy, archive.substring(0, archive.length() - 9));
    assertEquals("failed", cut.getString("state"), cut::encode);
    assertTrue(cut.getString("error").contains("ends too early"), cut::encode);
  }

  private JsonObject imported(TestSite into, String archive) {
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="from"\r
        \r
        parley\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="a.ndjson"\r
        Content-Type: application/x-ndjson\r
        \r
        %s\r
        --x--\r
        """
            .formatted(archive);
    Answer begun =
        parley.send(
            "POST",
            into.path("/imports"),
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=x",
            "Cookie",
            administrator.cookie());
    assertEquals(202, begun.status(), begun::text);
    String path = into.path("/imports/" + begun.json().getString("id"));
    JsonObject state = administrator.get(path).json();
    while (state.getString("state").equals("running")) {
      state = administrator.get(path).json();
    }
    return state;
  }
}
