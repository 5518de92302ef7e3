package dev.parley.web;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.http.HttpMethod;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The metrics of HTTP requests. Their labels have few values whatever clients send, because a
 * registry keeps every label it has ever seen.
 */
public final class HttpMetrics {
  private static final Tags OTHER = Tags.of("method", "other");

  private static final Map<HttpMethod, Tags> BY_METHOD =
      RequestLine.METHODS.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), method -> Tags.of("method", method.name())));

  private HttpMetrics() {}

  public static MicrometerMetricsOptions options() {
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        .setLabels(EnumSet.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME, Label.EB_SIDE))
        .setServerRequestTagsProvider(request -> tags(request.method()));
  }

  private static Iterable<Tag> tags(HttpMethod method) {
    return BY_METHOD.getOrDefault(method, OTHER);
  }
}
