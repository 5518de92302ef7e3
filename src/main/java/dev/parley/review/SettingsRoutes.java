package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.OnSite;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What administrators settle: sites and their policy. */
public final class SettingsRoutes {
  private final Sites sites;
  private final Access access;
  private final DecisionLog log;

  public SettingsRoutes(Sites sites, Access access, Database database) {
    this.sites = sites;
    this.access = access;
    this.log = new DecisionLog(database);
  }

  public void mount(Router router) {
    router.get("/api/v1/sites").handler(Answers.json(this::listSites));
    router.post("/api/v1/sites").handler(Answers.answer(this::putSite));
    router.get("/api/v1/sites/:site/policy").handler(Answers.json(this::policy));
    router.put("/api/v1/sites/:site/policy").handler(Answers.json(this::putPolicy));
  }

  private Future<JsonObject> listSites(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> sites.all())
        .map(
            all -> {
              JsonArray array = new JsonArray();
              all.forEach(site -> array.add(json(site)));
              return new JsonObject().put("sites", array);
            });
  }

  private static JsonObject json(Site site) {
    return new JsonObject()
        .put("slug", site.slug())
        .put("name", site.name())
        .put("origins", new JsonArray(site.origins()))
        .put("policy", site.settings().toJson());
  }

  private Future<Answer> putSite(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> putSite(Fields.ofBody(context)))
        .map(site -> new Answer(201, json(site)));
  }

  private Future<Site> putSite(Fields fields) {
    String slug = fields.text("slug", 63, "Give the site a short name");
    String name = fields.text("name", 200, "Name the site");
    Optional<List<String>> origins = optionalTexts(fields, "origins", 100, 300);
    Optional<JsonObject> policy = fields.optionalObject("policy");
    fields.checkAll();
    return sites.change(slug, Optional.of(name), origins, policy);
  }

  /** A list that was sent, and be it an empty one; what is not sent stays as it is. */
  static Optional<List<String>> optionalTexts(Fields fields, String name, int most, int longest) {
    List<String> texts = fields.texts(name, most, longest);
    return fields.json().getValue(name) == null ? Optional.empty() : Optional.of(texts);
  }

  private Future<JsonObject> policy(RoutingContext context) {
    return access.onSite(context).map(on -> policyJson(on.site()));
  }

  private static JsonObject policyJson(Site site) {
    return site.settings().toJson().put("version", site.settings().version());
  }

  private Future<JsonObject> putPolicy(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(on -> putPolicy(on, Fields.ofBody(context).json()))
        .map(SettingsRoutes::policyJson);
  }

  private Future<Site> putPolicy(OnSite on, JsonObject policy) {
    policy.remove("version");
    Site site = on.site();
    return sites
        .put(site.slug(), site.name(), site.origins(), policy)
        .compose(changed -> logPolicy(on.moderator(), site, changed).map(changed));
  }

  private Future<Void> logPolicy(Moderator administrator, Site before, Site after) {
    return log.add(
        after.id(),
        administrator,
        "policy",
        Optional.empty(),
        Optional.empty(),
        Optional.of(before.settings().version() + " → " + after.settings().version()));
  }
}
