package dev.parley.signin;

import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.PasswordCheck;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.signin.SecondFactorStore.Stored;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The routes of one's own second factor, and the one by which a colleague's is removed. */
public final class SecondFactorRoutes {
  private static final String PATH = "/api/v1/me/second-factor";

  private final SecondFactors factors;
  private final Access access;
  private final Moderators moderators;
  private final PasswordCheck passwords;
  private final String service;

  /**
   * @param service the name under which apps show their codes
   */
  public SecondFactorRoutes(
      SecondFactors factors,
      Access access,
      Moderators moderators,
      PasswordCheck passwords,
      String service) {
    this.factors = factors;
    this.access = access;
    this.moderators = moderators;
    this.passwords = passwords;
    this.service = service;
  }

  public void mount(Router router) {
    router.get(PATH).handler(Answers.json(this::show));
    router.post(PATH).handler(Answers.answer(this::begin));
    router.delete(PATH).handler(Answers.empty(204, this::remove));
    router.post(PATH + "/confirmation").handler(Answers.json(this::confirm));
    router.post(PATH + "/recovery-codes").handler(Answers.json(this::renew));
    router
        .delete("/api/v1/moderators/:id/second-factor")
        .handler(Answers.empty(204, this::removeLost));
  }

  private Future<JsonObject> show(RoutingContext context) {
    return access
        .moderator(context)
        .compose(moderator -> factors.confirmed(moderator.id()))
        .map(SecondFactorRoutes::json);
  }

  private static JsonObject json(Optional<Stored> stored) {
    return new JsonObject()
        .put("since", stored.flatMap(Stored::since).map(String::valueOf).orElse(null))
        .put("recoveryCodes", stored.map(Stored::recoveryCodes).orElse(0));
  }

  private Future<Answer> begin(RoutingContext context) {
    return withPassword(context)
        .compose(
            moderator ->
                factors.begin(moderator).map(key -> new Answer(201, json(key, moderator))));
  }

  private JsonObject json(byte[] key, Moderator moderator) {
    String uri = Totp.uri(key, service, moderator.email());
    return new JsonObject().put("key", Totp.typed(key)).put("uri", uri).put("qr", QrCode.of(uri));
  }

  private Future<JsonObject> confirm(RoutingContext context) {
    return access
        .moderator(context)
        .compose(
            moderator -> {
              Fields fields = Fields.ofBody(context);
              String code = fields.text("code", 100, "Enter the code that the app shows");
              fields.checkAll();
              return factors.confirm(moderator, code);
            })
        .map(SecondFactorRoutes::json);
  }

  private Future<JsonObject> renew(RoutingContext context) {
    return withPassword(context).compose(factors::renewRecoveryCodes).map(SecondFactorRoutes::json);
  }

  private static JsonObject json(List<String> recoveryCodes) {
    return new JsonObject().put("recoveryCodes", new JsonArray(recoveryCodes));
  }

  private Future<Void> remove(RoutingContext context) {
    return withPassword(context).compose(factors::remove);
  }

  private Future<Void> removeLost(RoutingContext context) {
    return access
        .administrator(context)
        .compose(
            administrator ->
                moderators
                    .withId(Parameters.id(context, "id"))
                    .map(
                        found ->
                            found.orElseThrow(
                                () -> new Refusal(Problem.NOT_FOUND, "There is no such moderator")))
                    .compose(whom -> factors.remove(administrator, whom)));
  }

  /** Who is signed in, once they have shown their password again. */
  private Future<Moderator> withPassword(RoutingContext context) {
    return access
        .moderator(context)
        .compose(
            moderator -> {
              Fields fields = Fields.ofBody(context);
              String password = fields.text("password", 1_000, "Enter your password");
              fields.checkAll();
              return passwords.check(context, moderator, "password", password).map(moderator);
            });
  }
}
