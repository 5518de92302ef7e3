package dev.parley.publish;

import dev.parley.comment.EditToken;
import dev.parley.http.HttpDate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is the same for everyone and ready to be sent.
 *
 * @param type its media type
 * @param etag an entity tag, weak because the plain and the compressed form share it
 * @param plain the bytes
 * @param gzip the same bytes, compressed
 */
public record Page(CharSequence type, String etag, Buffer plain, Buffer gzip) {
  /**
   * Caches may keep such an answer for a moment and serve it when we fail. There is no {@code
   * stale-while-revalidate}: browsers obey it too, and then a reader who has just posted does not
   * see the comment after a reload.
   */
  private static final CharSequence CACHE_CONTROL =
      HttpHeaders.createOptimized("public, max-age=0, s-maxage=5, stale-if-error=86400");

  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  /** A page whose tag is computed from its content. Call it where work may take its time. */
  public static Page of(CharSequence type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(type, HexFormat.of().formatHex(EditToken.sha256(bytes), 0, 10), bytes);
  }

  /** The same page with a tag of its own. */
  static Page of(CharSequence type, String version, byte[] bytes) {
    return new Page(
        type, "W/\"" + version + "\"", Buffer.buffer(bytes), Buffer.buffer(compressed(bytes)));
  }

  int weight() {
    return plain.length() + gzip.length();
  }

  /** The same, with the time since when it has been as it is, if that is known. */
  Future<Void> send(HttpServerRequest request, Optional<Instant> changedAt) {
    changedAt.ifPresent(
        at -> request.response().headers().set(HttpHeaders.LAST_MODIFIED, HttpDate.of(at)));
    boolean current =
        request.getHeader(HttpHeaders.IF_NONE_MATCH) == null
            && changedAt.isPresent()
            && HttpDate.parse(request.getHeader(HttpHeaders.IF_MODIFIED_SINCE))
                .filter(since -> !since.isBefore(changedAt.get()))
                .isPresent();
    return current ? unchanged(request.response()) : send(request);
  }

  /** Sends the form that the client accepts, or tells the client that its copy is current. */
  public Future<Void> send(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && matches(known)) {
      return unchanged(response);
    }
    label(response);
    response.headers().set(HttpHeaders.CONTENT_TYPE, type);
    if (acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      response.headers().set(HttpHeaders.CONTENT_ENCODING, GZIP);
      return response.end(gzip);
    }
    return response.end(plain);
  }

  private Future<Void> unchanged(HttpServerResponse response) {
    label(response);
    return response.setStatusCode(304).end();
  }

  private void label(HttpServerResponse response) {
    response
        .headers()
        .set(HttpHeaders.ETAG, etag)
        .set(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
        .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  /** Weak comparison (RFC 9110, section 8.8.3.2) with each tag of a list. */
  private boolean matches(String header) {
    if (header.equals(etag) || header.equals("*")) {
      return true;
    }
    String opaque = etag.substring(2);
    for (String tag : header.split(",", -1)) {
      String stripped = tag.strip();
      if (stripped.equals(etag) || stripped.equals(opaque)) {
        return true;
      }
    }
    return false;
  }

  /** Whether gzip is named and not refused by {@code q=0} (RFC 9110, section 12.5.3). */
  private static boolean acceptsGzip(@Nullable String header) {
    if (header == null || !header.contains("gzip")) {
      return false;
    }
    if (header.equals("gzip")) {
      return true;
    }
    for (String coding : header.split(",", -1)) {
      String stripped = coding.strip();
      if (stripped.startsWith("gzip")) {
        return !stripped.matches("gzip\\s*;\\s*q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }
}
