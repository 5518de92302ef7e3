package dev.parley.web;

import dev.parley.http.Answers;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;

/**
 * Checks every request before it is routed. Its method must be one this service uses. An HTTP/1.1
 * request must have exactly one Host (RFC 9112, section 3.2), because a proxy in front may have
 * read another one. Its body must not have a transfer coding that would not be decoded.
 */
final class RequestLine implements Handler<HttpServerRequest> {
  /** The methods that some route answers. */
  static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final Handler<HttpServerRequest> routes;

  RequestLine(Handler<HttpServerRequest> routes) {
    this.routes = routes;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, ALLOW);
      Answers.problem(request.response(), new Refusal(Problem.METHOD_NOT_ALLOWED));
    } else if (request.version() == HttpVersion.HTTP_1_1
        && request.headers().getAll(HttpHeaders.HOST).size() != 1) {
      Answers.problem(
          request.response(), new Refusal(Problem.MALFORMED, "Send exactly one Host header"));
    } else if (request.headers().contains(HttpHeaders.HOST) && request.authority() == null) {
      // Routing reads the host, and fails without one.
      Answers.problem(
          request.response(),
          new Refusal(
              Problem.MALFORMED, "Send a Host header that names a host, such as a.example"));
    } else if (!isPlain(request.headers().getAll(HttpHeaders.TRANSFER_ENCODING))) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Answers.problem(
          request.response(),
          new Refusal(
              Problem.MALFORMED,
              "Send the body with Transfer-Encoding: chunked, or without Transfer-Encoding"));
    } else {
      routes.handle(request);
    }
  }

  /** Answers a request that could not even be read. */
  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problem problem =
        cause instanceof TooLongHttpLineException
            ? Problem.ADDRESS_TOO_LONG
            : cause instanceof TooLongHttpHeaderException
                ? Problem.HEADERS_TOO_LARGE
                : Problem.MALFORMED;
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Answers.problem(request.response(), new Refusal(problem));
    request.connection().close();
  }

  private static boolean isPlain(List<String> codings) {
    for (String coding : codings) {
      if (!coding.strip().equalsIgnoreCase("chunked")) {
        return false;
      }
    }
    return true;
  }
}
