package dev.parley.apikey;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Programs made for Akismet and Perspective that call a Parley. */
public final class Programs {
  private final TestParley parley;

  public Programs(TestParley parley) {
    this.parley = parley;
  }

  /** A new key of a site. */
  public String key(TestSite site) {
    return token(new JsonObject().put("name", "A blog").put("site", site.slug()));
  }

  /** A new token of the administrator, who has all sites. */
  public String administratorsToken() {
    return token(new JsonObject().put("name", "All blogs"));
  }

  private String token(JsonObject request) {
    return parley.administrator().send("POST", "/api/v1/tokens", request).json().getString("token");
  }

  /** Names and values as a form. */
  public static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  /** Calls Akismet. */
  public Answer akismet(String path, String... fields) {
    return parley.send(
        "POST",
        path,
        form(fields).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded; charset=UTF-8");
  }

  /** Calls Akismet about a text by a reader. */
  public Answer akismet(String path, String key, String reader, String text) {
    return akismet(
        path,
        "api_key",
        key,
        "blog",
        "https://news.example/",
        "user_ip",
        "203.0.113.9",
        "comment_author",
        reader,
        "comment_author_email",
        reader.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@readers.example",
        "comment_content",
        text);
  }

  /** Calls Perspective. */
  public Answer perspective(String method, String key, JsonObject request) {
    return parley.send("POST", "/v1alpha1/comments:" + method + "?key=" + key, request);
  }

  /** A request to analyze a text. */
  public static JsonObject analysis(String text, String... attributes) {
    JsonObject requested = new JsonObject();
    for (String attribute : attributes) {
      requested.put(attribute, new JsonObject());
    }
    return new JsonObject()
        .put("comment", new JsonObject().put("text", text))
        .put("requestedAttributes", requested)
        .put("languages", new io.vertx.core.json.JsonArray().add("en"));
  }

  /** A request to suggest a score. */
  public static JsonObject suggestion(String text, String attribute, double value) {
    return new JsonObject()
        .put("comment", new JsonObject().put("text", text))
        .put(
            "attributeScores",
            new JsonObject()
                .put(
                    attribute,
                    new JsonObject().put("summaryScore", new JsonObject().put("value", value))));
  }

  /** The number a statement counts, asked of the database itself about a site. */
  public long counted(String sql, TestSite site) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
      return parley
          .service()
          .sites()
          .get(site.slug())
          .compose(found -> database.pool().preparedQuery(sql).execute(Tuple.of(found.id())))
          .map(rows -> rows.size() == 0 ? -1L : rows.iterator().next().getLong(0))
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      vertx.close();
    }
  }
}
