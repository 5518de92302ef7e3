package dev.parley.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a person gets who asks what is kept about them. */
class AccessTest {
  @AutoClose private final TestParley parley = TestParley.behindProxy();
  @AutoClose private final Dump dump = new Dump(TestParley.shared().service().databaseUrl());

  private HttpResponse<byte[]> asked(String path, String header, String value) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(parley.url() + path)).header(header, value).build(),
              BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private HttpResponse<byte[]> byAdministrator(TestSite site, String author) {
    return asked(
        site.path("/authors/" + author + "/export"), "Cookie", parley.administrator().cookie());
  }

  private HttpResponse<byte[]> own(TestSite site, JsonObject receipt) {
    return asked(
        site.path("/comments/" + receipt.getJsonObject("comment").getString("id") + "/export"),
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
  }

  private static Map<String, String> unpacked(HttpResponse<byte[]> answer) {
    assertEquals(200, answer.statusCode());
    assertEquals("application/zip", answer.headers().firstValue("Content-Type").orElse(""));
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
    assertEquals(List.of("data.html", "data.json"), List.copyOf(files.keySet()));
    return files;
  }

  private String author(JsonObject receipt) {
    return dump.values(
            "select author_id::text as value from comment where id::text = $1",
            receipt.getJsonObject("comment").getString("id"))
        .get(0);
  }

  private static List<String> of(JsonArray all, String field) {
    return all.stream().map(one -> String.valueOf(((JsonObject) one).getValue(field))).toList();
  }

  @Test
  void person_getsEverythingKeptAboutThem_andNothingAboutAnother() {
    TwoPeople people = new TwoPeople(parley, dump);
    Map<String, String> files =
        unpacked(byAdministrator(people.site(), author(people.hers().get(0))));
    JsonObject data = new JsonObject(files.get("data.json"));
    assertEquals(people.site().slug(), data.getString("site"));
    assertEquals(List.of(people.email()), of(data.getJsonArray("authors"), "email"));
    assertEquals(
        dump.values(
            """
            select comment.id::text as value from comment
            join author on author.site_id = comment.site_id and author.id = author_id
            where comment.site_id = $1 and author.id::text = $2 order by comment.id
            """,
            people.number(),
            author(people.hers().get(0))),
        of(data.getJsonArray("comments"), "id"));
    JsonObject first = data.getJsonArray("comments").getJsonObject(0);
    assertTrue(first.getString("text").contains(people.word()), first::encode);
    assertEquals(
        List.of("My " + people.word() + " harm nobody, signed " + people.name()),
        of(data.getJsonArray("appeals"), "text"));
    assertEquals(
        List.of("He copies " + people.word()), of(data.getJsonArray("notices"), "explanation"));
    assertEquals(1, first.getJsonArray("screenings").size());
    JsonObject screening = first.getJsonArray("screenings").getJsonObject(0);
    assertFalse(screening.getJsonObject("scores").isEmpty(), screening::encode);
    assertTrue(
        first.getJsonArray("decisions").getJsonObject(0).getBoolean("automated"), first::encode);
    for (String file : files.values()) {
      assertTrue(file.contains(people.email()), file);
      assertTrue(file.contains(people.word()), file);
      assertFalse(file.contains("Bruno Keller"), file);
      // Who decided is no data of the person.
      assertFalse(file.contains("Mia of"), file);
    }
    assertEquals(
        1,
        dump.values(
                "select note as value from decision where site_id = $1 and action = 'export'"
                    + " and note = 'a person''s data' and moderator_id is not null",
                people.number())
            .size());
  }

  @Test
  void page_showsTextsAsReadersSeeThem_andRunsNothing() {
    TestSite site = parley.site(new JsonObject().put("moderation", "none"));
    JsonObject receipt =
        site.post("pier", "Ann & Bob", "**Bold** <script>alert(2)</script> & so").json();
    String page = unpacked(own(site, receipt)).get("data.html");
    assertTrue(page.contains("<strong>Bold</strong>"), page);
    assertTrue(page.contains("Ann &amp; Bob"), page);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<img"), page);
  }

  @Test
  void reader_getsTheirOwn_byTheTokenOfTheirFirstComment() {
    TestSite site = parley.site(new JsonObject().put("moderation", "none"));
    JsonObject first = site.post("pier", "Ann", "The pier opens at nine.").json();
    JsonObject second = site.post("pier", "Ann", "And it closes at six.").json();
    JsonObject data = new JsonObject(unpacked(own(site, first)).get("data.json"));
    assertEquals(
        List.of("The pier opens at nine.", "And it closes at six."),
        of(data.getJsonArray("comments"), "text"));
    assertEquals(403, own(site, second).statusCode());
    assertEquals(404, own(site, first.copy().put("editToken", "wrong")).statusCode());
  }

  @Test
  void nobodyElse_getsAnything() {
    TestSite site = parley.site();
    JsonObject receipt = site.post("pier", "Ann", "The pier opens at nine.").json();
    String path = site.path("/authors/" + author(receipt) + "/export");
    assertEquals(401, parley.get(path).status());
    assertEquals(403, parley.moderator(site, "Mo").get(path).status());
    assertEquals(404, byAdministrator(site, "01900000-0000-7000-8000-000000000000").statusCode());
    assertEquals(404, byAdministrator(parley.site(), author(receipt)).statusCode());
  }
}
