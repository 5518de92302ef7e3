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
import java.util.List;
import java.util.Optional;

/**
 * The routes of API tokens. Everyone may make, list and revoke their own; lists do not show
 * secrets.
 */
final class TokenRoutes {
  private static final String PATH = "/api/v1/tokens";

  private final Sessions sessions;
  private final Access access;
  private final Sites sites;

  TokenRoutes(Sessions sessions, Access access, Sites sites) {
    this.sessions = sessions;
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
        .compose(administrator -> sessions.apiTokens())
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
    fields.checkAll();
    return site(slug)
        .compose(site -> sessions.issueApiToken(administrator, name, site))
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
                sessions
                    .revokeApiToken(Parameters.id(context, "id"), moderator)
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
