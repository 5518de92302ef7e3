package dev.parley.publish;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code GET /counts}: how many comments articles have. */
public final class CountRoutes {
  private static final int MOST = 100;

  private final Sites sites;
  private final Database database;

  public CountRoutes(Sites sites, Database database) {
    this.sites = sites;
    this.database = database;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/counts").handler(Answers.handled(this::counts));
  }

  private Future<Void> counts(RoutingContext context) {
    List<String> keys = Parameters.texts(context, "article", MOST);
    if (keys.isEmpty()) {
      throw Refusal.invalid("article", "The parameter article is missing");
    }
    return sites
        .get(context.pathParam("site"))
        .compose(site -> counts(site, keys))
        .compose(
            counts ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, ThreadRoutes.CACHE_CONTROL)
                    .end(new JsonObject().put("counts", counts).toBuffer()));
  }

  private Future<JsonObject> counts(Site site, List<String> keys) {
    Map<UUID, String> keyById = new HashMap<>();
    keys.forEach(key -> keyById.put(Ids.article(site.id(), key), key));
    return database
        .pool()
        .preparedQuery("select id, shown_n from article where site_id = $1 and id = any($2)")
        .execute(Tuple.of(site.id(), (Object) keyById.keySet().toArray(UUID[]::new)))
        .map(
            rows -> {
              JsonObject counts = new JsonObject();
              keys.forEach(key -> counts.put(key, 0));
              rows.forEach(
                  row -> counts.put(keyById.get(row.getUUID("id")), row.getInteger("shown_n")));
              return counts;
            });
  }
}
