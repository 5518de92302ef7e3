package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of requests within limits: a size and a time for each body, and a bound on all
 * bodies together, of which each client has a share. Vert.x's own reading limits neither the time
 * nor the total. It also decodes forms while they arrive: always as UTF-8, and with bounds that the
 * forms of WordPress exceed.
 */
public final class Bodies {
  private static final String KEPT = Bodies.class.getName() + ".kept";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long a connection stays open after a refusal, so that the client can read it. */
  private static final long LINGER_MILLISECONDS = 500;

  private final ClientAddress addresses;
  private final long mostTogether;
  private final Duration patience;
  private final AtomicLong together = new AtomicLong();
  private final Map<String, Long> byClient = new ConcurrentHashMap<>();

  /** Limits all bodies together to 64 MiB, or to an eighth of a small heap. */
  public Bodies(ClientAddress addresses) {
    this(addresses, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8), PATIENCE);
  }

  /**
   * @param mostTogether the most bytes of all bodies being read; one client may use a quarter
   * @param patience the time one body may take, from the end of its head to its own end
   */
  Bodies(ClientAddress addresses, long mostTogether, Duration patience) {
    this.addresses = addresses;
    this.mostTogether = mostTogether;
    this.patience = patience;
  }

  /**
   * A handler that reads the body for the routes behind it.
   *
   * @param largest the most bytes
   */
  public Handler<RoutingContext> handler(int largest) {
    return context -> {
      if (announcesNone(context.request())) {
        context.next();
        return;
      }
      read(context, largest)
          .onSuccess(
              body -> {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
              })
          .onFailure(context::fail);
    };
  }

  private static boolean announcesNone(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.version() != HttpVersion.HTTP_2
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : length.equals("0");
  }

  /**
   * Reads the body. Call it before waiting for anything, or while the request is paused: otherwise
   * the body is lost.
   *
   * @param largest the most bytes
   */
  public Future<Buffer> read(RoutingContext context, int largest) {
    return new Body(context, largest).start();
  }

  /** Keeps the body of a request until the route that calls this reads it. */
  public static void keep(RoutingContext context) {
    context.put(KEPT, true);
    context.request().pause();
  }

  /** Whether a route keeps the body of a request for later. */
  public static boolean isKept(RoutingContext context) {
    return context.get(KEPT) != null;
  }

  /** Discards a body that nobody reads, within the same time. */
  public void drop(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    long deadline = context.vertx().setTimer(patience.toMillis(), passed -> cut(request));
    request.exceptionHandler(gone -> context.vertx().cancelTimer(deadline));
    request.endHandler(end -> context.vertx().cancelTimer(deadline));
    request.resume();
  }

  private static void cut(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  private static boolean announcesTooMuch(HttpServerRequest request, int largest) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d+") && Double.parseDouble(length) > largest;
  }

  /**
   * Reserves that many bytes if they fit, in total and for that client; answers whether they do.
   */
  private boolean take(String client, long bytes) {
    if (together.addAndGet(bytes) > mostTogether) {
      together.addAndGet(-bytes);
      return false;
    }
    if (byClient.merge(client, bytes, Long::sum) > mostTogether / 4) {
      give(client, bytes);
      return false;
    }
    return true;
  }

  private void give(String client, long bytes) {
    together.addAndGet(-bytes);
    byClient.computeIfPresent(client, (key, held) -> held > bytes ? held - bytes : null);
  }

  /** One body while it is being read. */
  private final class Body {
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final String client;
    private final int largest;
    private final Promise<Buffer> read = Promise.promise();
    private Buffer body = Buffer.buffer();

    Body(RoutingContext context, int largest) {
      this.context = context;
      this.request = context.request();
      this.client = addresses.of(request);
      this.largest = largest;
    }

    Future<Buffer> start() {
      long deadline = context.vertx().setTimer(patience.toMillis(), passed -> giveUp());
      request.exceptionHandler(
          gone -> {
            context.vertx().cancelTimer(deadline);
            read.tryFail(
                new Refusal(Problem.MALFORMED, "The body ended before its announced length"));
          });
      request.handler(this::append);
      request.endHandler(
          end -> {
            context.vertx().cancelTimer(deadline);
            read.tryComplete(body);
          });
      read.future()
          .onComplete(
              done -> {
                give(client, body.length());
                body = Buffer.buffer();
              });
      if (announcesTooMuch(request, largest)) {
        refuseTooLarge();
      } else if (request.version() != HttpVersion.HTTP_1_0
          && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        request.response().writeContinue();
      }
      request.resume();
      return read.future();
    }

    private void append(Buffer part) {
      if (read.future().isComplete()) {
        // What arrives after a refusal is discarded.
        return;
      }
      if (body.length() + part.length() > largest) {
        refuseTooLarge();
      } else if (take(client, part.length())) {
        body.appendBuffer(part);
      } else {
        // Answer first, then close the connection: there may be very many of them.
        context.addEndHandler(
            answered -> context.vertx().setTimer(LINGER_MILLISECONDS, later -> cut(request)));
        read.tryFail(
            new Refusal(
                    Problem.UNAVAILABLE, "Too much is arriving at once. Send it again in a moment.")
                .retryAfter(patience.toSeconds()));
      }
    }

    private void refuseTooLarge() {
      read.tryFail(
          new Refusal(
              Problem.TOO_LARGE,
              String.format(Locale.ROOT, "The body has more than %,d bytes", largest)));
    }

    /** Answers a client that sends too slowly, and closes its connection. */
    private void giveUp() {
      if (read.future().isComplete()) {
        // The request was refused already; the rest of its body is discarded.
        cut(request);
        return;
      }
      if (request.version() != HttpVersion.HTTP_2 && !request.response().headWritten()) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
      }
      // Otherwise Vert.x would wait for the rest of the body.
      context.addEndHandler(answered -> cut(request));
      read.tryFail(
          new Refusal(
              Problem.MALFORMED,
              "The body did not come within " + patience.toSeconds() + " seconds"));
    }
  }
}
