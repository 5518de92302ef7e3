package dev.parley.perspective;

import dev.parley.http.Answers;
import dev.parley.http.OwnOrigin;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The document from which Google's own client libraries make a client (Google API Discovery
 * Service, version 1). Asked at this server, it leads to this server.
 */
final class Discovery {
  private static final List<String> PATHS =
      List.of("/$discovery/rest", "/discovery/v1/apis/commentanalyzer/v1alpha1/rest");

  private static final JsonObject DOCUMENT = read();

  private final OwnOrigin own;

  Discovery(OwnOrigin own) {
    this.own = own;
  }

  private static JsonObject read() {
    try (InputStream in = Discovery.class.getResourceAsStream("discovery.json")) {
      return new JsonObject(
          Buffer.buffer(Objects.requireNonNull(in, "discovery.json").readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void mount(Router router) {
    for (String path : PATHS) {
      router.get(path).handler(Answers.json(this::describe));
    }
  }

  private Future<JsonObject> describe(RoutingContext context) {
    String root = own.of(context.request()) + "/";
    return Future.succeededFuture(DOCUMENT.copy().put("rootUrl", root).put("baseUrl", root));
  }
}
