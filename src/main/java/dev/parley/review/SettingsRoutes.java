package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.Passwords;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What administrators settle: sites, their policy, and moderators. */
public final class SettingsRoutes {
  private final Sites sites;
  private final Access access;
  private final Moderators moderators;
  private final WorkerExecutor hashing;
  private final DecisionLog log;

  public SettingsRoutes(
      Sites sites,
      Access access,
      Moderators moderators,
      WorkerExecutor hashing,
      Database database) {
    this.sites = sites;
    this.access = access;
    this.moderators = moderators;
    this.hashing = hashing;
    this.log = new DecisionLog(database);
  }

  public void mount(Router router) {
    router.get("/api/v1/sites").handler(Answers.json(this::listSites));
    router.post("/api/v1/sites").handler(Answers.answer(this::putSite));
    router.get("/api/v1/moderators").handler(Answers.json(this::listModerators));
    router.post("/api/v1/moderators").handler(Answers.answer(this::putModerator));
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
    Fields fields = Fields.ofBody(context);
    String slug = fields.text("slug", 63, "Give the site a short name");
    String name = fields.text("name", 200, "Name the site");
    Optional<List<String>> origins = optionalTexts(fields, "origins", 100, 300);
    Optional<JsonObject> policy = fields.optionalObject("policy");
    fields.checkAll();
    return access
        .administrator(context)
        .compose(administrator -> sites.change(slug, Optional.of(name), origins, policy))
        .map(site -> new Answer(201, json(site)));
  }

  /** A list that was sent, and be it an empty one; what is not sent stays as it is. */
  private static Optional<List<String>> optionalTexts(
      Fields fields, String name, int most, int longest) {
    List<String> texts = fields.texts(name, most, longest);
    return fields.json().getValue(name) == null ? Optional.empty() : Optional.of(texts);
  }

  private Future<JsonObject> listModerators(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> moderators.all())
        .map(
            all -> {
              JsonArray array = new JsonArray();
              all.forEach(moderator -> array.add(moderator.toJson()));
              return new JsonObject().put("moderators", array);
            });
  }

  private Future<Answer> putModerator(RoutingContext context) {
    Fields fields = Fields.ofBody(context);
    String email = fields.text("email", 254, "Enter an email like name@example.com");
    String name = fields.text("name", 100, "Enter a name");
    String password = fields.text("password", 1_000, "Enter a password");
    if (!password.isEmpty() && password.length() < 8) {
      fields.error("password", "Use at least 8 characters");
    }
    Optional<String> word = fields.optionalText("role", 20);
    Optional<Role> role = word.flatMap(Role::ofCode);
    if (word.isPresent() && role.isEmpty()) {
      fields.error("role", "Use moderator or administrator");
    }
    Optional<List<String>> slugs = optionalTexts(fields, "sites", 1_000, 63);
    fields.checkAll();
    return access
        .administrator(context)
        .compose(administrator -> hashing.executeBlocking(() -> Passwords.hash(password), false))
        .compose(
            hash ->
                moderators.put(
                    email,
                    new Moderators.Change(Optional.of(name), Optional.of(hash), role, slugs)))
        .onSuccess(
            moderator -> {
              access.forget(moderator);
              sites.staffChanged();
            })
        .map(moderator -> new Answer(201, moderator.toJson()));
  }

  private Future<JsonObject> policy(RoutingContext context) {
    return sites
        .get(context.pathParam("site"))
        .compose(site -> access.moderator(context, site).map(moderator -> policyJson(site)));
  }

  private static JsonObject policyJson(Site site) {
    return site.settings().toJson().put("version", site.settings().version());
  }

  private Future<JsonObject> putPolicy(RoutingContext context) {
    JsonObject policy = Fields.ofBody(context).json();
    policy.remove("version");
    return access
        .administrator(context)
        .compose(
            administrator ->
                sites
                    .get(context.pathParam("site"))
                    .compose(
                        site ->
                            sites
                                .put(site.slug(), site.name(), site.origins(), policy)
                                .compose(
                                    changed ->
                                        logPolicy(administrator, site, changed).map(changed))))
        .map(SettingsRoutes::policyJson);
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
