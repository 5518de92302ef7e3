package dev.parley.administration;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.LogWords;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Policies;
import dev.parley.site.Policies.Change;
import dev.parley.site.Policies.Version;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes for what administrators set: sites and their policies. */
public final class SettingsRoutes {
  private static final JsonObject DEFAULTS = SiteSettings.of(new JsonObject()).toJson();

  private static final int LONGEST_WHY = 500;

  private final Sites sites;
  private final Access access;
  private final Policies policies;

  public SettingsRoutes(Sites sites, Access access, Database database) {
    this.sites = sites;
    this.access = access;
    this.policies = new Policies(database);
  }

  public void mount(Router router) {
    router.get("/api/v1/sites").handler(Answers.json(this::listSites));
    router.post("/api/v1/sites").handler(Answers.answer(this::putSite));
    router.get("/api/v1/sites/:site/policy").handler(Answers.json(this::policy));
    router.put("/api/v1/sites/:site/policy").handler(Answers.json(this::putPolicy));
    router.get("/api/v1/sites/:site/policy/versions").handler(Answers.json(this::versions));
    router
        .post("/api/v1/sites/:site/policy/versions/:id/rollback")
        .handler(Answers.json(this::rollBack));
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
        .compose(administrator -> putSite(administrator, Fields.ofBody(context)))
        .map(site -> new Answer(201, json(site)));
  }

  private Future<Site> putSite(Moderator administrator, Fields fields) {
    String slug = fields.text("slug", 63, "Give the site a slug: its short name in addresses");
    String name = fields.text("name", 200, "Give the site a name");
    Optional<List<String>> origins = optionalTexts(fields, "origins", 100, 300);
    Optional<JsonObject> policy = fields.optionalObject("policy");
    fields.checkAll();
    return sites.change(
        slug,
        Optional.of(name),
        origins,
        policy,
        new Change(Optional.of(administrator.id()), Optional.empty()),
        (tx, before, after) -> log(tx, administrator, before, after, Optional.empty()));
  }

  /** A list that was sent, even an empty one; one that was not sent stays as it is. */
  static Optional<List<String>> optionalTexts(Fields fields, String name, int most, int longest) {
    List<String> texts = fields.texts(name, most, longest);
    return fields.json().getValue(name) == null ? Optional.empty() : Optional.of(texts);
  }

  private Future<JsonObject> policy(RoutingContext context) {
    Optional<String> version = Parameters.text(context, "version");
    return access
        .onSite(context)
        .compose(
            on ->
                version.isPresent()
                    ? policy(on.site(), version.get())
                    : Future.succeededFuture(policyJson(on.site())));
  }

  /** The policy as it was when the log named it. */
  private Future<JsonObject> policy(Site site, String version) {
    return policies
        .of(site.id(), version)
        .map(
            found ->
                found
                    .orElseThrow(
                        () -> new Refusal(Problem.NOT_FOUND, "This site has never had that policy"))
                    .put("version", version));
  }

  private static JsonObject policyJson(Site site) {
    return site.settings().toJson().put("version", site.settings().version());
  }

  private Future<JsonObject> putPolicy(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(
            on -> {
              JsonObject policy = Fields.ofBody(context).json();
              Optional<String> why = why(policy.remove("why"));
              policy.remove("version");
              return putPolicy(on, policy, why);
            })
        .map(SettingsRoutes::policyJson);
  }

  private static Optional<String> why(@Nullable Object sent) {
    Fields fields = Fields.of(new JsonObject().put("why", sent));
    Optional<String> why = fields.optionalText("why", LONGEST_WHY).map(String::strip);
    fields.check();
    return why;
  }

  private Future<Site> putPolicy(OnSite on, JsonObject policy, Optional<String> why) {
    return sites.change(
        on.site().slug(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(policy),
        new Change(Optional.of(on.moderator().id()), why),
        (tx, before, after) -> log(tx, on.moderator(), before, after, why));
  }

  private Future<JsonObject> versions(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on -> {
              int limit = Parameters.number(context, "limit", 20, 1, 100);
              Optional<UUID> before = Parameters.optionalId(context, "cursor");
              return policies
                  .versions(on.site().id(), before, limit + 1)
                  .map(found -> versions(on.site(), found, limit));
            });
  }

  private static JsonObject versions(Site site, List<Version> found, int limit) {
    JsonArray versions = new JsonArray();
    found.stream().limit(limit).forEach(one -> versions.add(json(site, one)));
    return new JsonObject()
        .put("versions", versions)
        .put("next", found.size() > limit ? found.get(limit - 1).id().toString() : null);
  }

  private static JsonObject json(Site site, Version one) {
    JsonObject json =
        new JsonObject()
            .put("id", one.id().toString())
            .put("version", one.version())
            .put("at", one.at().toString())
            .put("by", one.by().orElse(null))
            .put("changes", LogWords.changes(one.before().orElse(DEFAULTS), one.settings()))
            .put("current", one.version().equals(site.settings().version()));
    one.why().ifPresent(why -> json.put("why", why));
    return json;
  }

  /** Brings back what a site's policy said before; that is a change as any other. */
  private Future<JsonObject> rollBack(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(
            on -> {
              UUID id = Parameters.id(context, "id");
              Fields fields = Fields.ofBody(context);
              Optional<String> why = fields.optionalText("why", LONGEST_WHY).map(String::strip);
              fields.checkAll();
              return policies
                  .inForce(on.site().id(), id)
                  .map(
                      found ->
                          found.orElseThrow(
                              () ->
                                  new Refusal(
                                      Problem.NOT_FOUND, "This site has never had that policy")))
                  .compose(settings -> putPolicy(on, settings, why));
            })
        .map(SettingsRoutes::policyJson);
  }

  /** One log entry for the site if it is new or has a new name, and one for its policy. */
  private static Future<Void> log(
      SqlConnection tx,
      Moderator administrator,
      Optional<Site> before,
      Site after,
      Optional<String> why) {
    JsonObject was = before.map(SettingsRoutes::described).orElse(new JsonObject());
    return log(
            tx,
            administrator,
            after,
            Kind.SITE,
            LogWords.changes(was, described(after)),
            Optional.empty())
        .compose(
            logged ->
                log(
                    tx,
                    administrator,
                    after,
                    Kind.POLICY,
                    LogWords.changes(
                        before.map(site -> site.settings().toJson()).orElse(DEFAULTS),
                        after.settings().toJson()),
                    why));
  }

  private static Future<Void> log(
      SqlConnection tx,
      Moderator administrator,
      Site site,
      Kind kind,
      String words,
      Optional<String> why) {
    return words.isEmpty()
        ? Future.succeededFuture()
        : Ledger.write(
            tx,
            new Administered(
                site.id(), administrator, kind, Optional.empty(), why, Optional.of(words)));
  }

  private static JsonObject described(Site site) {
    return new JsonObject().put("name", site.name()).put("origins", new JsonArray(site.origins()));
  }
}
