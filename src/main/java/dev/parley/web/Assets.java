package dev.parley.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.EditToken;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The files of the jar's {@code web} folder, compressed once and kept in memory. */
final class Assets implements Handler<RoutingContext> {
  private static final Pattern SAFE = Pattern.compile("/[A-Za-z0-9._/-]*");

  /** The build gives such a name to files that pages ask for; another content has another name. */
  private static final Pattern FINGERPRINTED = Pattern.compile(".*\\.[0-9a-f]{10}\\.[a-z]+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "yaml", "application/yaml");

  private record Asset(String type, String caching, String etag, Buffer plain, Buffer gzip) {}

  private final Cache<String, Optional<Asset>> assets =
      Caffeine.newBuilder().maximumSize(1_000).build();

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    String name = path.endsWith("/") ? path + "index.html" : path;
    Optional<Asset> asset = asset(name);
    if (asset.isPresent()) {
      send(context, asset.get());
    } else if (asset(name + "/index.html").isPresent()) {
      // Links within a folder's page are relative to the folder.
      context.redirect(path + "/");
    } else {
      context.next();
    }
  }

  private Optional<Asset> asset(String name) {
    return SAFE.matcher(name).matches() && !name.contains("..")
        ? assets.get(name, Assets::load)
        : Optional.empty();
  }

  private static void send(RoutingContext context, Asset asset) {
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
        .putHeader(HttpHeaders.ETAG, asset.etag())
        .putHeader(HttpHeaders.CACHE_CONTROL, asset.caching())
        .putHeader(HttpHeaders.VARY, "Accept-Encoding");
    if (asset.etag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    String encodings = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (encodings != null && encodings.contains("gzip")) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(asset.gzip());
    } else {
      response.end(asset.plain());
    }
  }

  private static Optional<Asset> load(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    try (InputStream resource = Assets.class.getResourceAsStream("/web" + name)) {
      if (resource == null || type == null) {
        return Optional.empty();
      }
      byte[] bytes = resource.readAllBytes();
      String etag = HexFormat.of().formatHex(EditToken.sha256(bytes), 0, 10);
      return Optional.of(
          new Asset(
              type,
              caching(name),
              "\"" + etag + "\"",
              Buffer.buffer(bytes),
              Buffer.buffer(gzip(bytes))));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A page must name the files of this version, so browsers ask each time whether it is another.
   */
  private static String caching(String name) {
    if (FINGERPRINTED.matcher(name).matches()) {
      return "public, max-age=31536000, immutable";
    }
    return name.endsWith(".html")
        ? "no-cache"
        : "public, max-age=300, stale-while-revalidate=86400";
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(compressed) {
          {
            def.setLevel(9);
          }
        }) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
