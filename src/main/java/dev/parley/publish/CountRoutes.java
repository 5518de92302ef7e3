package dev.parley.publish;

import dev.parley.comment.ArticleKeys;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code GET /counts}: the number of comments of articles. */
public final class CountRoutes {
  private static final int MOST = 100;

  private final Sites sites;
  private final ArticleKeys articleKeys;
  private final Database database;
  private final PageCache cache;

  /** What an answer depends on beside its site. */
  private record What(List<String> keys) {}

  public CountRoutes(Sites sites, ArticleKeys articleKeys, Database database, PageCache cache) {
    this.sites = sites;
    this.articleKeys = articleKeys;
    this.database = database;
    this.cache = cache;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/counts").handler(Answers.handled(this::counts));
  }

  private Future<Void> counts(RoutingContext context) {
    List<String> sent = context.queryParam("article");
    if (sent.isEmpty()) {
      throw Refusal.invalid("article", "The parameter article is missing");
    }
    if (sent.size() > MOST) {
      throw Refusal.invalid("article", "Ask for at most " + MOST + " articles at once");
    }
    // A key that no article can have must not spoil the counts of the others on the page.
    List<String> keys =
        sent.stream().filter(key -> !key.isEmpty() && Parameters.usable(key)).toList();
    return sites
        .get(context.pathParam("site"))
        .compose(site -> cache.ofSite(site, new What(keys), () -> page(site, keys)))
        .compose(page -> page.send(context.request()));
  }

  private Future<Page> page(Site site, List<String> keys) {
    return articleKeys
        .of(site, keys)
        .compose(articles -> counts(site, keys, articles))
        .map(counts -> Page.of(ThreadRoutes.JSON, new JsonObject().put("counts", counts).encode()));
  }

  private Future<JsonObject> counts(Site site, List<String> keys, Map<String, String> articles) {
    Map<UUID, List<String>> keysById = new HashMap<>();
    new LinkedHashSet<>(keys)
        .forEach(
            key ->
                keysById
                    .computeIfAbsent(
                        Ids.article(site.id(), String.valueOf(articles.get(key))),
                        id -> new ArrayList<>())
                    .add(key));
    return database
        .pool()
        .preparedQuery("select id, shown_n from article where site_id = $1 and id = any($2)")
        .execute(Tuple.of(site.id(), (Object) keysById.keySet().toArray(UUID[]::new)))
        .map(
            rows -> {
              JsonObject counts = new JsonObject();
              keys.forEach(key -> counts.put(key, 0));
              rows.forEach(
                  row ->
                      keysById
                          .getOrDefault(row.getUUID("id"), List.of())
                          .forEach(key -> counts.put(key, row.getInteger("shown_n"))));
              return counts;
            });
  }
}
