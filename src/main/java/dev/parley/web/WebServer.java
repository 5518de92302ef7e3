package dev.parley.web;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Bodies;
import dev.parley.http.OwnOrigin;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The HTTP server: what all routes share, then the routes of each feature. */
public final class WebServer {
  private static final int LARGEST_BODY = 128 * 1024;

  private final HttpServer server;
  private final Health health;
  private final Router router;
  private final ServerDate date = new ServerDate(Clock.systemUTC());
  private final Cors cors;
  private final Function<HttpServerRequest, Optional<AtHand>> atHand;
  private final Config.Http http;

  /**
   * An answer that is at hand.
   *
   * @param site whose answer it is
   * @param send sends it
   */
  public record AtHand(Site site, Consumer<HttpServerRequest> send) {}

  /**
   * @param atHand answers looked for before any route, for requests under {@code /api/}
   * @param first routes that take no body and are asked most often, and those that read it
   *     themselves
   * @param rest all other routes
   */
  public WebServer(
      Vertx vertx,
      Config.Http http,
      Bodies bodies,
      Sites sites,
      Database database,
      PrometheusMeterRegistry registry,
      Function<HttpServerRequest, Optional<AtHand>> atHand,
      List<Consumer<Router>> first,
      List<Consumer<Router>> rest) {
    this.http = http;
    this.cors = new Cors(sites, new OwnOrigin(http.publicUrl()));
    this.health = new Health(database, registry);
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(16 * 1024)
                // Nobody speaks HTTP/2 in the clear but who wants to get around a proxy.
                .setHttp2ClearTextEnabled(false)
                // There are no web sockets here: no message has to go through their handler.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setIdleTimeout(75)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    this.router = Router.router(vertx);
    this.atHand = atHand;
    Connections connections = Connections.watchedBy(vertx);
    server.connectionHandler(connections::opened);
    router.route().handler(new SecurityHeaders()).failureHandler(new Problems());
    router.route().handler(date);
    router.route("/api/v1/sites/:site/*").handler(cors);
    first.forEach(routes -> routes.accept(router));
    health.mount(router);
    router.route().handler(bodies.handler(LARGEST_BODY));
    rest.forEach(routes -> routes.accept(router));
    router.get().handler(new Assets());
    answerHead(router);
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500, 501}) {
      router.errorHandler(status, new Problems());
    }
    RequestLine requests = new RequestLine(this::answer);
    server.requestHandler(
        request -> {
          connections.asked(request.connection());
          requests.handle(request);
        });
  }

  /** Most requests are for threads that are kept: they need no route, and get the same headers. */
  private void answer(HttpServerRequest request) {
    AtHand known = atHand.apply(request).orElse(null);
    if (known == null || !cors.shares(request, known.site())) {
      router.handle(request);
      return;
    }
    MultiMap headers = request.response().headers();
    SecurityHeaders.set(headers, request.path());
    date.set(headers);
    known.send().accept(request);
  }

  /** HEAD is answered wherever GET is, with the same head (RFC 9110, section 9.3.2). */
  private static void answerHead(Router router) {
    router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
        .forEach(route -> route.method(HttpMethod.HEAD));
  }

  /** Every route, as {@code GET /path/:parameter}. */
  public List<String> routes() {
    return router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.getName() != null)
        .flatMap(
            route ->
                route.methods().stream()
                    .filter(method -> !method.equals(HttpMethod.HEAD))
                    .map(method -> method.name() + " " + route.getName()))
        .sorted()
        .toList();
  }

  /** Starts to listen; answers the port. */
  public Future<Integer> listen() {
    return server.listen(http.port(), http.host()).map(HttpServer::actualPort);
  }

  /** Takes nobody new, and lets those inside finish. */
  public Future<Void> close() {
    health.stop();
    return server.shutdown(10, TimeUnit.SECONDS);
  }
}
