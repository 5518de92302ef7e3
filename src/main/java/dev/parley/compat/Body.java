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

/**
 * A request's body as it came, up to a bound and within a time. Vert.x would decode forms while
 * they come: as UTF-8 whatever their charset, and with bounds that WordPress's forms do not keep.
 */
final class Body {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Body() {}

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
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    long deadline =
        context.vertx().setTimer(patience.toMillis(), passed -> giveUp(context, read, patience));
    request.exceptionHandler(
        gone -> {
          context.vertx().cancelTimer(deadline);
          read.tryFail(new Refusal(Problem.MALFORMED, "The body ended early"));
        });
    request.handler(
        part -> {
          // What comes after too much is dropped as it comes.
          if (body.length() + part.length() <= largest) {
            body.appendBuffer(part);
          } else {
            read.tryFail(tooLarge(largest));
          }
        });
    request.endHandler(
        end -> {
          context.vertx().cancelTimer(deadline);
          read.tryComplete(body);
        });
    if (announcesTooMuch(request, largest)) {
      read.tryFail(tooLarge(largest));
    } else if (request.version() != HttpVersion.HTTP_1_0
        && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.resume();
    return read.future();
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
            "The body did not come within %d seconds".formatted(patience.toSeconds())));
  }

  private static boolean announcesTooMuch(HttpServerRequest request, int largest) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d+") && Double.parseDouble(length) > largest;
  }

  private static Refusal tooLarge(int largest) {
    return new Refusal(Problem.TOO_LARGE, "The body has more than %,d bytes".formatted(largest));
  }
}
