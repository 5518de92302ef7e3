package dev.parley.compat;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body as it came, up to a bound and within a time. Vert.x would decode forms while
 * they come: as UTF-8 whatever their charset, and with bounds that WordPress's forms do not keep.
 */
final class Body {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of all bodies that are being read: many slow ones must not fill the memory. In bytes. */
  private static final long MOST_TOGETHER = 64L << 20;

  private static final AtomicLong TOGETHER = new AtomicLong();

  private final HttpServerRequest request;
  private final int largest;
  private final Promise<Buffer> read = Promise.promise();
  private Buffer body = Buffer.buffer();

  private Body(HttpServerRequest request, int largest) {
    this.request = request;
    this.largest = largest;
  }

  /**
   * Reads the body. Call it before anything is waited for or while the request is paused, or the
   * body goes by unread.
   *
   * @param largest in bytes
   */
  static Future<Buffer> of(RoutingContext context, int largest) {
    return of(context, largest, PATIENCE);
  }

  static Future<Buffer> of(RoutingContext context, int largest, Duration patience) {
    HttpServerRequest request = context.request();
    Body body = new Body(request, largest);
    long deadline =
        context
            .vertx()
            .setTimer(patience.toMillis(), passed -> giveUp(context, body.read, patience));
    request.exceptionHandler(
        gone -> {
          context.vertx().cancelTimer(deadline);
          body.refuse(Problem.MALFORMED, "The body ended early");
        });
    request.handler(body::take);
    request.endHandler(
        end -> {
          context.vertx().cancelTimer(deadline);
          body.read.tryComplete(body.body);
        });
    return body.start();
  }

  private Future<Buffer> start() {
    read.future()
        .onComplete(
            done -> {
              TOGETHER.addAndGet(-body.length());
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

  private void take(Buffer part) {
    if (read.future().isComplete()) {
      // What comes after a refusal is dropped as it comes.
      return;
    }
    if (body.length() + part.length() > largest) {
      refuseTooLarge();
    } else if (TOGETHER.addAndGet(part.length()) > MOST_TOGETHER) {
      TOGETHER.addAndGet(-part.length());
      refuse(Problem.UNAVAILABLE, "Too much is being sent at once");
    } else {
      body.appendBuffer(part);
    }
  }

  private void refuseTooLarge() {
    refuse(
        Problem.TOO_LARGE, String.format(Locale.ROOT, "The body has more than %,d bytes", largest));
  }

  private void refuse(Problem problem, String detail) {
    read.tryFail(new Refusal(problem, detail));
  }

  /** Lets a body go by that nobody reads, within the same time. */
  static void drop(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    long deadline = context.vertx().setTimer(PATIENCE.toMillis(), passed -> cut(request));
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

  /** Whoever sends so slowly gets an answer, and no more of the connection. */
  private static void giveUp(RoutingContext context, Promise<Buffer> read, Duration patience) {
    HttpServerRequest request = context.request();
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
            String.format(
                Locale.ROOT, "The body did not come within %d seconds", patience.toSeconds())));
  }

  private static boolean announcesTooMuch(HttpServerRequest request, int largest) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d+") && Double.parseDouble(length) > largest;
  }
}
