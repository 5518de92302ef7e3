package dev.parley.signin;

import dev.parley.config.OpenIdConnect;
import dev.parley.outgoing.Answered;
import dev.parley.outgoing.Answered.Limits;
import dev.parley.outgoing.SafeClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider: where its endpoints are (Discovery 1.0), and what they answer. It is
 * asked when somebody signs in, never before: the service starts and runs without it.
 */
final class Provider {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256 * 1024, false);

  /** How long its endpoints are believed; strangers can make us ask. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final OpenIdConnect config;
  private final SafeClient client;
  private final Clock clock;
  private volatile Kept kept = new Kept(new JsonObject(), Instant.MIN);

  private record Kept(JsonObject endpoints, Instant until) {}

  /** The provider cannot be asked, or answers what no provider does. */
  static final class Down extends RuntimeException {
    Down(String message) {
      super(message, null, false, false);
    }
  }

  Provider(OpenIdConnect config, SafeClient client, Clock clock) {
    this.config = config;
    this.client = client;
    this.clock = clock;
  }

  /** Its endpoints, by the names of the standard. */
  Future<JsonObject> endpoints() {
    Kept known = kept;
    if (clock.instant().isBefore(known.until())) {
      return Future.succeededFuture(known.endpoints());
    }
    String address =
        config.issuer().toString().replaceFirst("/+$", "") + "/.well-known/openid-configuration";
    return json(HttpMethod.GET, address, Map.of(), Buffer.buffer())
        .map(
            found -> {
              if (!config.issuer().toString().equals(found.getString("issuer"))) {
                throw new Down(
                    "it calls itself " + found.getString("issuer") + ", not " + config.issuer());
              }
              kept = new Kept(found, clock.instant().plus(KEPT));
              return found;
            });
  }

  /** The address to send a browser to. */
  Future<String> authorization(Map<String, String> parameters) {
    return endpoints()
        .map(
            found -> {
              String endpoint = endpoint(found, "authorization_endpoint");
              return endpoint + (endpoint.contains("?") ? "&" : "?") + encoded(parameters);
            });
  }

  /** What the provider gives for a code; fails with {@link Down} when it refuses it. */
  Future<JsonObject> tokens(Map<String, String> parameters) {
    return endpoints()
        .compose(
            found -> {
              Map<String, String> form = new LinkedHashMap<>(parameters);
              Map<String, String> headers = new LinkedHashMap<>();
              headers.put("Content-Type", "application/x-www-form-urlencoded");
              identify(found, form, headers);
              return json(
                  HttpMethod.POST,
                  endpoint(found, "token_endpoint"),
                  headers,
                  Buffer.buffer(encoded(form)));
            });
  }

  /** By Basic authentication, unless the provider takes the secret in the form only. */
  private void identify(JsonObject found, Map<String, String> form, Map<String, String> headers) {
    JsonArray ways = found.getJsonArray("token_endpoint_auth_methods_supported", new JsonArray());
    if (config.clientSecret().isEmpty()) {
      form.put("client_id", config.clientId());
    } else if (ways.contains("client_secret_post") && !ways.contains("client_secret_basic")) {
      form.put("client_id", config.clientId());
      form.put("client_secret", config.clientSecret());
    } else {
      String pair = encoded(config.clientId()) + ":" + encoded(config.clientSecret());
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Its public keys (RFC 7517). */
  Future<JsonArray> keys() {
    return endpoints()
        .compose(
            found -> json(HttpMethod.GET, endpoint(found, "jwks_uri"), Map.of(), Buffer.buffer()))
        .map(keys -> keys.getJsonArray("keys", new JsonArray()));
  }

  /** More claims about whoever an access token belongs to; empty where there are none. */
  Future<JsonObject> userInfo(String accessToken) {
    return endpoints()
        .compose(
            found ->
                found.getString("userinfo_endpoint") == null
                    ? Future.succeededFuture(new JsonObject())
                    : json(
                        HttpMethod.GET,
                        endpoint(found, "userinfo_endpoint"),
                        Map.of("Authorization", "Bearer " + accessToken),
                        Buffer.buffer()));
  }

  private static String endpoint(JsonObject found, String name) {
    String address = found.getString(name);
    if (address == null) {
      throw new Down("it names no " + name);
    }
    return address;
  }

  private Future<JsonObject> json(
      HttpMethod method, String address, Map<String, String> headers, Buffer body) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Accept", "application/json");
    return client
        .send(method, address, all, body, LIMITS)
        .recover(failure -> Future.failedFuture(new Down(String.valueOf(failure.getMessage()))))
        .map(answered -> json(address, answered));
  }

  private static JsonObject json(String address, Answered answered) {
    try {
      JsonObject json = new JsonObject(answered.body());
      if (answered.status() == 200 && !answered.cut()) {
        return json;
      }
      throw new Down(
          address + " answered " + answered.status() + " " + json.getString("error", ""));
    } catch (DecodeException | ClassCastException noJson) {
      throw new Down(address + " answered " + answered.status() + " without JSON");
    }
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
