package dev.parley.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names the methods that an address does accept when one was used that it does not (RFC 9110,
 * section 15.5.6).
 */
final class AllowedMethods implements Handler<RoutingContext> {
  private static final Pattern PARAMETER = Pattern.compile(":[A-Za-z]+");

  private final List<Address> addresses;
  private final Handler<RoutingContext> rest;

  private record Address(Pattern path, Set<HttpMethod> methods) {
    static Address of(Route route) {
      return new Address(
          Pattern.compile(PARAMETER.matcher(route.getPath()).replaceAll("[^/]+")), route.methods());
    }
  }

  /** Reads all routes there are now. */
  AllowedMethods(Router router, Handler<RoutingContext> rest) {
    this.addresses =
        router.getRoutes().stream()
            .filter(route -> route.getPath() != null && route.methods() != null)
            .filter(route -> route.isExactPath())
            .map(Address::of)
            .toList();
    this.rest = rest;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = String.valueOf(context.normalizedPath());
    Set<String> methods = new TreeSet<>();
    addresses.stream()
        .filter(address -> address.path().matcher(path).matches())
        .flatMap(address -> address.methods().stream())
        .forEach(method -> methods.add(method.name()));
    context.response().putHeader("Allow", String.join(", ", methods));
    rest.handle(context);
  }
}
