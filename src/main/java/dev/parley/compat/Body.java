package dev.parley.compat;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * A request's body as it came, up to a bound. Vert.x would decode forms while they come: as UTF-8
 * whatever their charset, and with bounds that WordPress's forms do not keep.
 */
final class Body {
  /** In bytes. Clients of Akismet send at least a mebibyte. */
  static final int LARGEST = 2 * 1024 * 1024;

  private Body() {}

  /** Reads the body. Call it before anything is waited for, or the body goes by unread. */
  static Future<Buffer> of(HttpServerRequest request) {
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(read::tryFail);
    request.handler(
        part -> {
          // What comes after too much is dropped as it comes.
          if (body.length() + part.length() <= LARGEST) {
            body.appendBuffer(part);
          } else {
            read.tryFail(tooLarge());
          }
        });
    request.endHandler(end -> read.tryComplete(body));
    if (announcesTooMuch(request)) {
      read.tryFail(tooLarge());
    } else if (request.version() != HttpVersion.HTTP_1_0
        && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    return read.future();
  }

  private static boolean announcesTooMuch(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("\\d{7,}") && Double.parseDouble(length) > LARGEST;
  }

  private static Refusal tooLarge() {
    return new Refusal(Problem.TOO_LARGE, "The body has more than %,d bytes".formatted(LARGEST));
  }
}
