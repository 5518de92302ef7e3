package dev.parley.signin;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.loop.Regularly;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.Role;
import dev.parley.moderator.PasswordRule;
import dev.parley.moderator.Passwords;
import dev.parley.moderator.SignedIn;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The routes by which administrators invite people, and by which these make their accounts. */
public final class InvitationRoutes {
  private static final String PATH = "/api/v1/invitations";
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  private final Invitations invitations;
  private final Access access;
  private final SignedIn signedIn;
  private final Sites sites;
  private final OwnOrigin own;
  private final WorkerExecutor hashing;
  private final Optional<Letters> letters;

  /** Queues the letter of an invitation; there is a server that sends mail. */
  public interface Letters {
    /**
     * Queues it in the transaction that stores the invitation; answers whether it can be sent.
     *
     * @param site a slug among the invitation's sites; empty for an administrator's
     */
    Future<Boolean> queue(SqlConnection tx, Optional<String> site, UUID invitation);
  }

  /**
   * @param secret the service's own
   * @param letters empty where no mail is sent
   */
  public InvitationRoutes(
      Database database,
      byte[] secret,
      Clock clock,
      Access access,
      SignedIn signedIn,
      Sites sites,
      OwnOrigin own,
      WorkerExecutor hashing,
      Optional<Letters> letters) {
    this.invitations = new Invitations(database, secret, clock);
    this.access = access;
    this.signedIn = signedIn;
    this.sites = sites;
    this.own = own;
    this.hashing = hashing;
    this.letters = letters;
  }

  /** Looks every hour, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(
        vertx,
        Duration.ofHours(1),
        "Expired invitations are forgotten later",
        invitations::forgetExpired);
  }

  public void mount(Router router) {
    router.get(PATH).handler(Answers.json(this::list));
    router.post(PATH).handler(Answers.answer(this::invite));
    router.delete(PATH + "/:id").handler(Answers.empty(204, this::remove));
    router.post(PATH + "/views").handler(Answers.json(this::view));
    router.post(PATH + "/acceptances").handler(Answers.empty(204, this::accept));
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> invitations.open())
        .map(
            all -> {
              JsonArray array = new JsonArray();
              all.forEach(one -> array.add(json(one)));
              return new JsonObject().put("invitations", array);
            });
  }

  private static JsonObject json(Invitation one) {
    return new JsonObject()
        .put("id", one.id().toString())
        .put("email", one.email())
        .put("role", one.role().code())
        .put("sites", new JsonArray(one.sites()))
        .put("invitedBy", one.invitedBy())
        .put("expiresAt", one.expiresAt().toString());
  }

  private Future<Answer> invite(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> invite(context, administrator, Fields.ofBody(context)));
  }

  private Future<Answer> invite(RoutingContext context, Moderator administrator, Fields fields) {
    String email = fields.text("email", 254, "Enter an email like name@example.com").strip();
    if (!fields.failed("email") && !EMAIL.matcher(email).matches()) {
      fields.error("email", "Enter an email like name@example.com");
    }
    Role role =
        Role.ofCode(fields.optionalText("role", 20).orElse(Role.MODERATOR.code())).orElse(null);
    if (role == null) {
      fields.error("role", "Use one of " + Role.codes());
    }
    List<String> slugs = fields.texts("sites", 1_000, 63);
    if (slugs.isEmpty() && role != Role.ADMINISTRATOR && !fields.failed("sites")) {
      fields.error("sites", "Choose at least one site");
    }
    fields.checkAll();
    Role given = role == null ? Role.READER : role;
    List<String> placed = given == Role.ADMINISTRATOR ? List.of() : slugs;
    boolean[] mailed = new boolean[1];
    return invitations
        .invite(
            administrator,
            email,
            given,
            placed,
            (tx, id) ->
                letters.isEmpty()
                    ? Future.succeededFuture()
                    : letters
                        .get()
                        .queue(tx, placed.stream().findFirst(), id)
                        .onSuccess(queued -> mailed[0] = queued)
                        .mapEmpty())
        .map(
            made ->
                new Answer(
                    201, json(made).put("link", link(context, made)).put("mailed", mailed[0])));
  }

  /** The secret stands behind #, which browsers send to nobody. */
  private String link(RoutingContext context, Invitation made) {
    return address(own.of(context.request()), invitations.token(made.id()));
  }

  private static String address(String service, String token) {
    return service + "/console/administration/#invitation/" + token;
  }

  /** The link of an invitation, for the letter that brings it. */
  public static String address(String service, byte[] secret, UUID invitation) {
    return address(service, Invitations.token(secret, invitation));
  }

  private Future<Void> remove(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> invitations.remove(administrator, Parameters.id(context, "id")));
  }

  /** What an invitation is for; its holder is not signed in yet. */
  private Future<JsonObject> view(RoutingContext context) {
    Fields fields = Fields.ofBody(context);
    String token = fields.text("token", 100, "Send the secret of the link");
    fields.checkAll();
    return invitations.withToken(token).map(InvitationRoutes::json);
  }

  private Future<Void> accept(RoutingContext context) {
    access.refuseOtherOrigins(context);
    Fields fields = Fields.ofBody(context);
    String token = fields.text("token", 100, "Send the secret of the link");
    String name = fields.text("name", 100, "Enter your name").strip();
    String password = fields.text("password", 1_000, "Choose a password");
    fields.checkAll();
    return invitations
        .withToken(token)
        .compose(
            invitation -> {
              PasswordRule.refusal(password, invitation.email(), name)
                  .ifPresent(
                      wrong -> {
                        throw Refusal.invalid("password", wrong);
                      });
              return hashing.executeBlocking(() -> Passwords.hash(password), false);
            })
        .compose(hash -> invitations.accept(token, name, hash))
        .onSuccess(made -> sites.staffChanged())
        .compose(made -> signedIn.open(context, made, false));
  }
}
