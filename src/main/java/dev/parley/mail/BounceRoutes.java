package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.mail.StoppedAddresses.Kind;
import dev.parley.moderator.Access;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code /api/v1/mail/bounces}: a mail provider tells of bounces and complaints with an
 * administrator's API token, and administrators see which addresses get no mail.
 */
public final class BounceRoutes {
  private static final String BOUNCES = "/api/v1/mail/bounces";

  private final Access access;
  private final StoppedAddresses stopped;

  public BounceRoutes(Access access, Database database, byte[] secret, Clock clock) {
    this.access = access;
    this.stopped = new StoppedAddresses(database, clock, secret);
  }

  public void mount(Router router) {
    router.get(BOUNCES).handler(Answers.json(this::all));
    router.post(BOUNCES).handler(Answers.empty(204, this::stop));
    router.delete(BOUNCES).handler(Answers.empty(204, this::lift));
  }

  private Future<JsonObject> all(RoutingContext context) {
    return access
        .administrator(context)
        .compose(administrator -> stopped.latest())
        .map(all -> new JsonObject().put("bounces", all));
  }

  private Future<Void> stop(RoutingContext context) {
    return access.administrator(context).compose(administrator -> stop(Fields.ofBody(context)));
  }

  private Future<Void> stop(Fields fields) {
    String email = email(fields);
    String code = fields.text("kind", 20, "Say bounce or complaint");
    Optional<Kind> kind = Kind.ofCode(code);
    if (kind.isEmpty() && !code.isEmpty()) {
      fields.error("kind", "Use bounce or complaint");
    }
    fields.check();
    return stopped.stop(email, kind.orElseThrow(), null);
  }

  private static String email(Fields fields) {
    String email = fields.text("email", 254, "Name the address");
    if (!email.isEmpty() && email.strip().indexOf('@') < 1) {
      fields.error("email", "Send an address like name@example.com");
    }
    return email;
  }

  private Future<Void> lift(RoutingContext context) {
    return access
        .administrator(context)
        .compose(
            administrator -> {
              Fields fields = Fields.ofBody(context);
              String email = email(fields);
              fields.check();
              return stopped.lift(email);
            })
        .map(
            lifted -> {
              if (!lifted) {
                throw new Refusal(Problem.NOT_FOUND, "Mail to this address is not stopped");
              }
              return null;
            });
  }
}
