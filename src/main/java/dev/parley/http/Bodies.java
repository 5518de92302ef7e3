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
 * The bodies of requests, as they came: each within a size and a time, and all that are being read
 * within a bound together, with a share of it for each client. Vert.x's own reading knows neither
 * time nor total, and decodes forms while they come: as UTF-8 whatever their charset, and with
 * bounds that WordPress's forms do not keep.
 */
public final class Bodies {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long a connection outlives an answer, so that the answer arrives. */
  private static final long LINGER_MILLISECONDS = 500;

  private final ClientAddress addresses;
  private final long mostTogether;
  private final Duration patience;
  private final AtomicLong together = new AtomicLong();
  private final Map<String, Long> byClient = new ConcurrentHashMap<>();

  /** Bodies that together take at most 64 MiB, or an eighth of a small heap. */
  public Bodies(ClientAddress addresses) {
    this(addresses, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8), PATIENCE);
  }

  /**
   * @param mostTogether in bytes, of all bodies that are being read; one client may have a quarter
   * @param patience for one body, from its head to its end
   */
  Bodies(ClientAddress addresses, long mostTogether, Duration patience) {
    this.addresses = addresses;
    this.mostTogether = mostTogether;
    this.patience = patience;
  }

  /**
   * A handler that reads the body for the routes behind it.
   *
   * @param largest in bytes
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
   * Reads the body. Call it before anything is waited for or while the request is paused, or the
   * body goes by unread.
   *
   * @param largest in bytes
   */
  public Future<Buffer> read(RoutingContext context, int largest) {
    return new Body(context, largest).start();
  }

  /** Lets a body go by that nobody reads, within the same time. */
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

  /** Whether so many bytes more still fit, in total and for that client; if so they are taken. */
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
            read.tryFail(new Refusal(Problem.MALFORMED, "The body ended early"));
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
        // What comes after a refusal is dropped as it comes.
        return;
      }
      if (body.length() + part.length() > largest) {
        refuseTooLarge();
      } else if (take(client, part.length())) {
        body.appendBuffer(part);
      } else {
        // The answer first; then the connection goes, for there may be very many of them.
        context.addEndHandler(
            answered -> context.vertx().setTimer(LINGER_MILLISECONDS, later -> cut(request)));
        read.tryFail(
            new Refusal(Problem.UNAVAILABLE, "Too much is being sent at once. Send it again soon.")
                .retryAfter(patience.toSeconds()));
      }
    }

    private void refuseTooLarge() {
      read.tryFail(
          new Refusal(
              Problem.TOO_LARGE,
              String.format(Locale.ROOT, "The body has more than %,d bytes", largest)));
    }

    /** Whoever sends so slowly gets an answer, and no more of the connection. */
    private void giveUp() {
      if (read.future().isComplete()) {
        // It was refused before, and what comes of it since goes by.
        cut(request);
        return;
      }
      if (request.version() != HttpVersion.HTTP_2 && !request.response().headWritten()) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
      }
      // Vert.x itself would wait for the rest of the body.
      context.addEndHandler(answered -> cut(request));
      read.tryFail(
          new Refusal(
              Problem.MALFORMED,
              "The body did not come within " + patience.toSeconds() + " seconds"));
    }
  }
}
