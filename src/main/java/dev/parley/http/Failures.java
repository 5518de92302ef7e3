package dev.parley.http;

import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into refusals for the client, and logs unexpected ones once. */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private static final String ROUTE = "parley.route";

  private Failures() {}

  /** Fails a request and remembers its route, because the failure handler is a route itself. */
  static void fail(RoutingContext context, Throwable failure) {
    if (!(failure instanceof Refusal)) {
      context.put(ROUTE, template(context));
    }
    context.fail(failure);
  }

  /** The refusal that answers a request's failure. */
  public static Refusal refusal(RoutingContext context, @Nullable Throwable failure) {
    if (failure instanceof Refusal expected) {
      return expected;
    }
    if (failure instanceof DecodeException) {
      return new Refusal(Problem.MALFORMED);
    }
    if (failure instanceof HttpException http) {
      return new Refusal(Problem.ofStatus(http.getStatusCode()));
    }
    if (failure == null && context.statusCode() < 0) {
      // The router could not decode the address and gives no details.
      return new Refusal(Problem.MALFORMED, "The address cannot be read");
    }
    if (failure == null) {
      return new Refusal(Problem.ofStatus(context.statusCode()));
    }
    if (failure instanceof HttpClosedException || failure instanceof StreamResetException) {
      // A client that disconnects is not an error of ours, and nobody reads the answer.
      return new Refusal(Problem.MALFORMED, "The client has disconnected");
    }
    if (Database.isUnavailable(failure)) {
      log.warn("{} could not reach the database: {}", attempted(context), failure.toString());
      return new Refusal(
              Problem.UNAVAILABLE, "Nothing acknowledged is lost. Try again in a moment.")
          .retryAfter(5);
    }
    log.error("{} failed{}", attempted(context), sqlState(failure), traced(failure));
    return new Refusal(Problem.INTERNAL, "The failure was logged.");
  }

  /** The method and the route's template. It contains no readers' keys or ids. */
  private static String attempted(RoutingContext context) {
    String remembered = context.get(ROUTE);
    return context.request().method() + " " + (remembered != null ? remembered : template(context));
  }

  private static String template(RoutingContext context) {
    Route route = context.currentRoute();
    if (route == null) {
      return "a path that leads to no route";
    }
    if (route.getName() != null) {
      return route.getName();
    }
    return route.getPath() != null ? route.getPath() : "a route for all paths";
  }

  private static String sqlState(Throwable failure) {
    return failure instanceof PgException sql ? ", SQL state " + sql.getSqlState() : "";
  }

  /** The failure with a stack trace: failures of Vert.x and of the database have none. */
  private static Throwable traced(Throwable failure) {
    return failure.getStackTrace().length > 0
        ? failure
        : new IllegalStateException(failure.toString(), failure);
  }
}
