package dev.parley.remap;

import dev.parley.comment.ArticleKeys;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.imports.PageRules;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.remap.ArticleMove.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The routes by which administrators give articles other keys: all that rules or the policy say, or
 * one.
 */
public final class RemapRoutes {
  private static final String ARTICLES = "/api/v1/sites/:site/articles";
  private static final int LONGEST_MAP = 1_000_000;

  private final Access access;
  private final ArticleKeys keys;
  private final Remapping remapping;

  public RemapRoutes(
      Access access, ArticleKeys keys, Vertx vertx, Database database, Announcer announcer) {
    this.access = access;
    this.keys = keys;
    this.remapping = new Remapping(vertx, database, announcer);
  }

  public void mount(Router router) {
    router.post(ARTICLES + "/remap").handler(Answers.json(this::remap));
    router.put(ARTICLES + "/aliases").handler(Answers.json(this::alias));
  }

  private Future<JsonObject> remap(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(
            on -> {
              Fields fields = Fields.ofBody(context);
              String map = fields.optionalText("map", LONGEST_MAP).orElse("");
              boolean rehearsal = fields.flag("dryRun", false);
              fields.checkAll();
              return remapping.run(on, new Destinations(on.site(), PageRules.of(map)), rehearsal);
            })
        .map(RemapRoutes::json);
  }

  private static JsonObject json(RemapReport report) {
    JsonArray examples = new JsonArray();
    for (Way way : report.examples()) {
      examples.add(new JsonObject().put("from", way.from()).put("to", way.to()));
    }
    return new JsonObject()
        .put("articles", report.articles())
        .put("moved", report.moved())
        .put("merged", report.merged())
        .put("examples", examples);
  }

  private Future<JsonObject> alias(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(
            on -> {
              Fields fields = Fields.ofBody(context);
              String from = keys.form(on.site(), Parameters.required(context, "article"));
              String to = keys.form(on.site(), Parameters.key(fields));
              fields.checkAll();
              return alias(on, from, to);
            });
  }

  private Future<JsonObject> alias(OnSite on, String from, String to) {
    return keys.of(on.site(), to)
        .compose(
            // An alias leads to an article, never to another alias.
            key -> {
              if (key.equals(from)) {
                throw Refusal.invalid("key", "This key leads to the same article already");
              }
              return remapping
                  .move(on, from, key)
                  .map(new JsonObject().put("alias", from).put("key", key));
            });
  }
}
