package dev.parley.outgoing;

import dev.parley.outgoing.Answered.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to addresses that people have given, and to public ones only. A name is resolved
 * once and the connection goes to that very address, so that nobody can have it resolved otherwise
 * in between; redirects are not followed. The request still names the host, in its head and in TLS.
 * Safe for several threads.
 */
public final class SafeClient {
  private final HttpClient client;
  private final Resolver resolver;
  private final PublicNetworks networks;

  public SafeClient(Vertx vertx, Resolver resolver, PublicNetworks networks) {
    this(vertx, resolver, networks, new HttpClientOptions());
  }

  /**
   * @param options what else the client trusts
   */
  SafeClient(Vertx vertx, Resolver resolver, PublicNetworks networks, HttpClientOptions options) {
    this.client = vertx.createHttpClient(options.setKeepAlive(false));
    this.resolver = resolver;
    this.networks = networks;
  }

  /**
   * Sends a request and reads the beginning of what comes back. Fails with {@link TargetRefused}
   * where nothing may be sent.
   */
  public Future<Answered> send(
      HttpMethod method, String url, Map<String, String> headers, Buffer body, Limits limits) {
    return Future.succeededFuture(url)
        .map(Target::of)
        .compose(
            target ->
                address(target, limits)
                    .compose(address -> send(target, address, method, headers, body, limits)))
        .recover(failure -> Future.failedFuture(told(failure, limits)));
  }

  /** Refuses an address to which nothing would be sent; one whose name is not known yet passes. */
  public Future<Void> check(String url, Limits limits) {
    return Future.succeededFuture(url)
        .map(Target::of)
        .compose(target -> address(target, limits))
        .<Void>mapEmpty()
        .recover(
            failure ->
                failure instanceof TargetRefused
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture());
  }

  private Future<InetAddress> address(Target target, Limits limits) {
    return resolver
        .resolve(target.host())
        .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
        .map(found -> reachable(target, found, limits));
  }

  /** One address that is not public is enough to refuse all: which one is used is chance. */
  private InetAddress reachable(Target target, List<InetAddress> found, Limits limits) {
    for (InetAddress address : found) {
      if (!networks.mayReach(address)) {
        throw new TargetRefused(
            "This address leads to "
                + address.getHostAddress()
                + ", which is not public. webhooks.allowPrivate allows private networks.");
      }
      if (limits.onlySecure() && !target.secure() && !networks.isAllowed(address)) {
        throw new TargetRefused("Use https: what is sent there is not for everybody");
      }
    }
    return found.get(0);
  }

  private Future<Answered> send(
      Target target,
      InetAddress address,
      HttpMethod method,
      Map<String, String> headers,
      Buffer body,
      Limits limits) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setServer(target.at(address))
            .setHost(target.named())
            .setPort(target.port())
            .setSsl(target.secure())
            .setURI(target.path())
            .setFollowRedirects(false)
            .setTimeout(limits.patience().toMillis());
    headers.forEach(options::putHeader);
    return client.request(options).compose(request -> exchange(request, body, limits));
  }

  private static Future<Answered> exchange(HttpClientRequest request, Buffer body, Limits limits) {
    return request
        .send(body)
        .compose(response -> read(response, limits.longest()))
        .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failed -> request.reset());
  }

  private static Future<Answered> read(HttpClientResponse response, int longest) {
    Promise<Answered> read = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(read::tryFail);
    response.endHandler(end -> read.tryComplete(new Answered(response, body, false)));
    response.handler(
        part -> {
          int room = longest - body.length();
          if (part.length() <= room) {
            body.appendBuffer(part);
          } else if (read.tryComplete(
              new Answered(response, body.appendBuffer(part, 0, room), true))) {
            response.request().reset();
          }
        });
    return read.future();
  }

  /** A failure in words that somebody who gave the address understands. */
  private static Throwable told(Throwable failure, Limits limits) {
    if (failure instanceof UnknownHostException) {
      return new NoAnswer("There is no host of that name");
    }
    if (failure instanceof TimeoutException) {
      return new NoAnswer("There was no answer within " + limits.patience().toSeconds() + " s");
    }
    return failure instanceof TargetRefused ? failure : new NoAnswer(words(failure));
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getMessage().lines().findFirst().orElse("");
  }
}
