package dev.parley.moderator;

import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The routes of API tokens. Administrators make, list and revoke them; others may revoke their own.
 * Lists do not show secrets.
 */
final class TokenRoutes {
  private static final String PATH = "/api/v1/tokens";

  private final ApiTokens tokens;
  private final Access access;
  private final Sites sites;
  private final Clock clock;

  TokenRoutes(ApiTokens tokens, Access access, Sites sites, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
    this.access = access;
    this.sites = sites;
  }

  void mount(Router router) {
    router.get(PATH).handler(Answers.json(this::list));
    router.post(PATH).handler(Answers.answer(this::issue));
    router.delete(PATH + "/:id").handler(Answers.empty(204, this::revoke));
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> tokens.all())
        .map(TokenRoutes::json);
  }

  static JsonObject json(List<ApiToken> tokens) {
    JsonArray array = new JsonArray();
    tokens.forEach(token -> array.add(token.toJson()));
    return new JsonObject().put("tokens", array);
  }

  private Future<Answer> issue(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> issue(administrator, Fields.ofBody(context)));
  }

  private Future<Answer> issue(Moderator administrator, Fields fields) {
    String name = fields.text("name", 100, "Name the token");
    Optional<String> slug = fields.optionalText("site", 63);
    List<String> scopes = fields.texts("scopes", 10, 20);
    Optional<String> scale = fields.optionalText("scale", 20);
    Optional<Instant> expiresAt = fields.time("expiresAt");
    if (expiresAt.filter(end -> end.isBefore(clock.instant())).isPresent()) {
      fields.error("expiresAt", "This time is over");
    }
    if (slug.isPresent() && !scopes.isEmpty()) {
      fields.error("scopes", "A site's key only screens and labels texts: leave out scopes");
    }
    if (slug.isEmpty() && scale.isPresent()) {
      fields.error("scale", "Only the key of a site has a scale: name the site");
    }
    fields.checkAll();
    Grant grant =
        new Grant(
            Scope.widest(scopes), scale.map(ScoreScale::of).orElse(ScoreScale.PARLEY), expiresAt);
    return site(slug)
        .compose(site -> tokens.issue(administrator, name, site, grant))
        .map(
            issued ->
                new Answer(
                    201,
                    new JsonObject()
                        .put("id", issued.id().toString())
                        .put("name", name)
                        .put("token", issued.secret())));
  }

  private Future<Optional<Site>> site(Optional<String> slug) {
    return slug.isPresent()
        ? sites.get(slug.get()).map(Optional::of)
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Void> revoke(RoutingContext context) {
    return access
        .moderator(context)
        .compose(
            moderator ->
                tokens
                    .revoke(Parameters.id(context, "id"), moderator)
                    .recover(failure -> Future.failedFuture(told(moderator, failure))));
  }

  /** Does not reveal whether someone else has a token with that id. */
  private static Throwable told(Moderator moderator, Throwable failure) {
    return failure instanceof Refusal && !moderator.isAdministrator()
        ? new Refusal(
            Problem.FORBIDDEN, "Only an administrator can revoke another moderator's token")
        : failure;
  }
}
