package dev.parley;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the running service says of a request that goes to it by its public address. */
final class PublicAddressCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The Date header has whole seconds, and the answer takes some time. */
  static final Duration SKEW = Duration.ofSeconds(5);

  private final URI publicUrl;
  private final Clock clock;

  PublicAddressCheck(URI publicUrl, Clock clock) {
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /**
   * A sentence about something.
   *
   * @param isWrong whether it is to be corrected
   */
  record Finding(String what, boolean isWrong, String how) {}

  List<Finding> find() throws InterruptedException {
    HttpResponse<String> answer;
    try {
      answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(address()).timeout(PATIENCE).GET().build(),
                  BodyHandlers.ofString());
    } catch (IOException away) {
      return List.of(
          new Finding(
              "public address",
              false,
              publicUrl + " does not answer; once the service runs, check again (" + away + ")"));
    }
    Optional<JsonObject> seen = seen(answer);
    if (seen.isEmpty()) {
      return List.of(
          new Finding(
              "public address",
              true,
              publicUrl
                  + " does not lead to Parley: it answers "
                  + answer.statusCode()
                  + ". Correct http.publicUrl or the proxy"));
    }
    List<Finding> found = new ArrayList<>();
    found.add(host(seen.get()));
    found.add(proxy(seen.get()));
    date(answer).ifPresent(found::add);
    return found;
  }

  private URI address() {
    return URI.create(publicUrl.toString().replaceFirst("/+$", "") + "/health/seen");
  }

  private static Optional<JsonObject> seen(HttpResponse<String> answer) {
    try {
      return Optional.of(new JsonObject(answer.body()))
          .filter(json -> answer.statusCode() == 200 && json.containsKey("believed"));
    } catch (RuntimeException notJson) {
      return Optional.empty();
    }
  }

  private Finding host(JsonObject seen) {
    String host = seen.getString("host");
    return host.equalsIgnoreCase(publicUrl.getAuthority())
        ? new Finding("host", false, "passed on")
        : new Finding(
            "host",
            true,
            "the proxy does not pass on Host: Parley sees "
                + host
                + " instead of "
                + publicUrl.getAuthority()
                + ". In nginx: proxy_set_header Host $http_host;");
  }

  private static Finding proxy(JsonObject seen) {
    if (!seen.getBoolean("forwarded")) {
      return new Finding(
          "client address",
          seen.getString("address") == null,
          seen.getString("address") == null
              ? "http.trustedProxies names a proxy that sends no X-Forwarded-For: all readers have"
                  + " its address. In nginx: proxy_set_header X-Forwarded-For"
                  + " $proxy_add_x_forwarded_for;"
              : "there is no proxy; this machine comes from " + seen.getString("address"));
    }
    return seen.getBoolean("believed")
        ? new Finding(
            "client address", false, "this machine comes from " + seen.getString("address"))
        : new Finding(
            "client address",
            true,
            "a proxy sends X-Forwarded-For, but http.trustedProxies does not name its network: all"
                + " readers have its address, and one rate limit");
  }

  private Optional<Finding> date(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Date")
        .flatMap(
            text -> {
              try {
                return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
              } catch (DateTimeParseException unreadable) {
                return Optional.empty();
              }
            })
        .map(theirs -> skew("clock", Duration.between(theirs, clock.instant()), "public address"));
  }

  /** What two clocks say of each other. */
  static Finding skew(String what, Duration ahead, String other) {
    boolean isWrong = ahead.abs().compareTo(SKEW) > 0;
    return new Finding(
        what,
        isWrong,
        isWrong
            ? "this machine's clock is "
                + ahead.abs().toSeconds()
                + " s "
                + (ahead.isNegative() ? "behind" : "ahead of")
                + " that of the "
                + other
                + ": sign-ins, edit windows and signatures depend on it. Run an NTP client on both"
            : "agrees with that of the " + other);
  }
}
