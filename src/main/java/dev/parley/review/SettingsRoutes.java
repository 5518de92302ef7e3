package dev.parley.review;

import dev.parley.comment.Article;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.Passwords;
import dev.parley.publish.Bus;
import dev.parley.publish.Change;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What administrators settle: sites, their policy, moderators, and which threads are open. */
public final class SettingsRoutes {
  private final Sites sites;
  private final Access access;
  private final Moderators moderators;
  private final WorkerExecutor hashing;
  private final Database database;
  private final DecisionLog log;
  private final Bus bus;

  public SettingsRoutes(
      Sites sites,
      Access access,
      Moderators moderators,
      WorkerExecutor hashing,
      Database database,
      Bus bus) {
    this.sites = sites;
    this.access = access;
    this.moderators = moderators;
    this.hashing = hashing;
    this.database = database;
    this.log = new DecisionLog(database);
    this.bus = bus;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites").handler(Answers.json(this::listSites));
    router.post("/api/v1/sites").handler(Answers.answer(this::putSite));
    router.get("/api/v1/moderators").handler(Answers.json(this::listModerators));
    router.post("/api/v1/moderators").handler(Answers.answer(this::putModerator));
    router.get("/api/v1/sites/:site/policy").handler(Answers.json(this::policy));
    router.put("/api/v1/sites/:site/policy").handler(Answers.json(this::putPolicy));
    router.put("/api/v1/sites/:site/articles").handler(Answers.json(this::putArticle));
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
    Optional<JsonObject> policy =
        fields.json().getValue("policy") == null
            ? Optional.empty()
            : Optional.of(fields.object("policy").json());
    fields.check();
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
    fields.check();
    return access
        .administrator(context)
        .compose(administrator -> hashing.executeBlocking(() -> Passwords.hash(password), false))
        .compose(
            hash ->
                moderators.put(
                    email,
                    new Moderators.Change(Optional.of(name), Optional.of(hash), role, slugs)))
        .onSuccess(access::forget)
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

  /** Opens, closes or premoderates a thread, and may name its page. */
  private Future<JsonObject> putArticle(RoutingContext context) {
    Fields fields = Fields.ofBody(context);
    String key = Parameters.key(fields);
    String word = fields.text("state", 20, "Use open, closed or premoderated");
    Optional<Article.State> state =
        Arrays.stream(Article.State.values()).filter(one -> one.code().equals(word)).findFirst();
    if (state.isEmpty()) {
      fields.error("state", "Use open, closed or premoderated");
    }
    Optional<String> url = fields.webAddress("url");
    Optional<String> title = fields.optionalText("title", 500);
    fields.check();
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                access
                    .moderator(context, site)
                    .compose(moderator -> putArticle(site, key, state.orElseThrow(), url, title)));
  }

  private Future<JsonObject> putArticle(
      Site site, String key, Article.State state, Optional<String> url, Optional<String> title) {
    return database
        .pool()
        .preparedQuery(
            """
            insert into article (site_id, id, key, url, title, state, closed_at, version)
            values ($1, $2, $3, $4, $5, $6, case when $6 = 1 then now() end, 1)
            on conflict (site_id, id) do update set state = excluded.state,
              closed_at = excluded.closed_at, version = article.version + 1,
              url = case when excluded.url = '' then article.url else excluded.url end,
              title = case when excluded.title = '' then article.title else excluded.title end
            returning id, version, shown_n, url, title
            """)
        .execute(
            Tuple.of(site.id(), Ids.article(site.id(), key), key)
                .addValue(url.orElse(""))
                .addValue(title.orElse(""))
                .addValue((short) state.ordinal()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              bus.publish(
                  new Change(
                      site.id(),
                      row.getUUID("id"),
                      row.getLong("version"),
                      row.getInteger("shown_n"),
                      state));
              return new JsonObject()
                  .put("key", key)
                  .put("url", row.getString("url"))
                  .put("title", row.getString("title"))
                  .put("state", state.code())
                  .put("count", row.getInteger("shown_n"));
            });
  }
}
