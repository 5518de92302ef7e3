package dev.parley.web;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Bodies;
import dev.parley.http.ClientAddress;
import dev.parley.http.OwnOrigin;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server: what all routes share, then the routes of each feature. It distributes
 * connections among its event loops, and each loop has its own routes.
 */
public final class WebServer {
  private static final int LARGEST_BODY = 128 * 1024;

  /** Rules for some ten thousand pages. Other forms are no larger than a body. */
  private static final int LARGEST_FIELD = 1024 * 1024;

  /** Vert.x's sign for any free port, the same for all loops. */
  private static final int ANY_COMMON_PORT = -1;

  private final Vertx vertx;
  private final Config.Http http;
  private final Bodies bodies;
  private final Health health;
  private final ServerDate date = new ServerDate(Clock.systemUTC());
  private final Assets assets = new Assets();
  private final Cors cors;
  private final Connections connections;
  private final Features features;
  private final List<OneLoop> loops = new CopyOnWriteArrayList<>();

  /**
   * An answer that needs no route.
   *
   * @param site the site it belongs to
   * @param send sends it
   */
  public record AtHand(Site site, Consumer<HttpServerRequest> send) {}

  /**
   * What the server answers. Routes are mounted once on each event loop and on its thread, so that
   * whatever they create belongs to that loop.
   *
   * @param atHand answers looked for before any route, for requests under {@code /api/}
   * @param first the most frequent routes, which take no body, and those that read it themselves
   * @param rest all other routes
   */
  public record Features(
      Function<HttpServerRequest, Optional<AtHand>> atHand,
      Consumer<Router> first,
      Consumer<Router> rest) {}

  public WebServer(
      Vertx vertx,
      Config.Http http,
      Bodies bodies,
      Sites sites,
      Database database,
      PrometheusMeterRegistry registry,
      Features features) {
    this.vertx = vertx;
    this.http = http;
    this.bodies = bodies;
    this.cors = new Cors(sites, new OwnOrigin(http.publicUrl()));
    this.health = new Health(database, registry, new ClientAddress(http.trustedProxies()));
    this.connections = Connections.watchedBy(vertx);
    this.features = features;
  }

  /** The server of one event loop. All of them listen on the same port. */
  private final class OneLoop extends VerticleBase {
    private final Router router = Router.router(WebServer.this.vertx);
    private final HttpServer server =
        WebServer.this.vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(16 * 1024)
                // The rules of an import are a field of its form.
                .setMaxFormAttributeSize(LARGEST_FIELD)
                // Only someone who wants to bypass a proxy speaks HTTP/2 without TLS.
                .setHttp2ClearTextEnabled(false)
                // There are no web sockets here, so no message has to pass their handler.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setIdleTimeout(75)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));

    /** The thread it runs on, which identifies the loop. */
    private @Nullable Thread thread;

    @Override
    public Future<?> start() {
      thread = Thread.currentThread();
      route();
      RequestLine requests = new RequestLine(this::answer);
      server.connectionHandler(connections::opened);
      server.invalidRequestHandler(RequestLine::refuse);
      server.requestHandler(
          request -> {
            connections.asked(request.connection());
            requests.handle(request);
          });
      loops.add(this);
      return server.listen(http.port() == 0 ? ANY_COMMON_PORT : http.port(), http.host());
    }

    private void route() {
      router.route().handler(new SecurityHeaders()).failureHandler(new Problems());
      router.route().handler(date);
      router.route("/api/v1/sites/:site/*").handler(cors);
      features.first().accept(router);
      health.mount(router);
      router.route().handler(bodies.handler(LARGEST_BODY));
      features.rest().accept(router);
      router.get().handler(assets);
      answerHead(router);
      for (int status : new int[] {400, 404, 406, 413, 415, 500, 501}) {
        router.errorHandler(status, new Problems());
      }
      router.errorHandler(405, new AllowedMethods(router, new Problems()));
    }

    /** Most requests ask for cached threads. They need no route and get the same headers. */
    private void answer(HttpServerRequest request) {
      AtHand known = features.atHand().apply(request).orElse(null);
      if (known == null || !cors.shares(request, known.site())) {
        router.handle(request);
        return;
      }
      MultiMap headers = request.response().headers();
      SecurityHeaders.set(headers, request.path());
      date.set(headers);
      known.send().accept(request);
    }
  }

  /** Answers HEAD wherever GET is answered, with the same head (RFC 9110, section 9.3.2). */
  private static void answerHead(Router router) {
    router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
        .forEach(route -> route.method(HttpMethod.HEAD));
  }

  /** Every route, as {@code GET /path/:parameter}. */
  public List<String> routes() {
    return loops.stream()
        .limit(1)
        .flatMap(one -> one.router.getRoutes().stream())
        .filter(route -> route.methods() != null && route.getName() != null)
        .flatMap(
            route ->
                route.methods().stream()
                    .filter(method -> !method.equals(HttpMethod.HEAD))
                    .map(method -> method.name() + " " + route.getName()))
        .sorted()
        .toList();
  }

  /** Starts to listen on all event loops. Answers the port. */
  public Future<Integer> listen() {
    return vertx
        .deployVerticle(OneLoop::new, new DeploymentOptions().setInstances(http.loops()))
        .map(listening -> loops.get(0).server.actualPort());
  }

  /** The number of event loops. */
  public int loops() {
    return (int) loops.stream().map(one -> one.thread).distinct().count();
  }

  /** Accepts no new connections, and lets requests in progress finish. */
  public Future<Void> close() {
    health.stop();
    return Future.join(
            loops.stream().map(one -> one.server.shutdown(10, TimeUnit.SECONDS)).toList())
        .mapEmpty();
  }
}
