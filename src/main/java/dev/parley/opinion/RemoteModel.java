package dev.parley.opinion;

import dev.parley.model.Attribute;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that scores texts, asked as Perspective or OpenAI's moderations are. It is the
 * operator's own, so its address may be private. Redirects are not followed.
 */
public final class RemoteModel implements OwnModel {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int CONNECTIONS = 16;

  /** The most texts that may be asked about at once, those that wait for a connection included. */
  private static final int MOST_ASKED = 64;

  private final HttpClientAgent client;
  private final RequestOptions server;
  private final Protocol protocol;
  private final Duration budget;
  private final String version;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param url an http or https address whose path ends in {@code comments:analyze} or {@code
   *     /moderations}; {@code user:password@} becomes basic authentication, {@code :token@} a
   *     bearer token
   * @param budget the time an answer may take
   */
  public RemoteModel(Vertx vertx, URI url, Duration budget) {
    this.client =
        vertx
            .httpClientBuilder()
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_ASKED))
            .build();
    this.protocol =
        Protocol.of(url.getPath())
            .orElseThrow(() -> new IllegalArgumentException("The path tells no protocol"));
    this.server = server(url);
    this.budget = budget;
    this.version =
        Versions.of(
            (url.getScheme() + "://" + url.getHost() + ":" + url.getPort() + url.getPath())
                .getBytes(StandardCharsets.UTF_8));
  }

  private static RequestOptions server(URI url) {
    boolean secure = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.getHost().replaceAll("[\\[\\]]", ""))
            .setPort(url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80)
            .setSsl(secure)
            .setURI(url.getRawPath() + query)
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept", "application/json");
    authorization(url).ifPresent(value -> options.putHeader("Authorization", value));
    return options;
  }

  private static Optional<String> authorization(URI url) {
    return Optional.ofNullable(url.getRawUserInfo())
        .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(
            user ->
                user.startsWith(":")
                    ? "Bearer " + user.substring(1)
                    : "Basic "
                        + Base64.getEncoder()
                            .encodeToString(user.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a path tells how to ask. */
  public static boolean knows(String path) {
    return Protocol.of(path).isPresent();
  }

  @Override
  public Future<Map<Attribute, Double>> score(String text, String language) {
    if (asked.incrementAndGet() > MOST_ASKED) {
      asked.decrementAndGet();
      return Future.failedFuture(new NoOpinion("too many texts are waiting for one"));
    }
    Buffer question = protocol.request(text, language).toBuffer();
    return client
        .request(new RequestOptions(server).setConnectTimeout(budget.toMillis()))
        .compose(request -> exchange(request, question))
        .map(this::scores)
        .timeout(budget.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(told(failure)))
        .onComplete(done -> asked.decrementAndGet());
  }

  private Future<Buffer> exchange(HttpClientRequest request, Buffer question) {
    return request
        .send(question)
        .compose(RemoteModel::read)
        .timeout(budget.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failed -> request.reset());
  }

  private static Future<Buffer> read(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture(
          new NoOpinion("its server answered with status " + response.statusCode()));
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(read::tryFail);
    response.endHandler(end -> read.tryComplete(body));
    response.handler(
        part -> {
          if (body.length() + part.length() > LONGEST_ANSWER) {
            read.tryFail(new NoOpinion("its server's answer is too long"));
          } else {
            body.appendBuffer(part);
          }
        });
    return read.future();
  }

  private Map<Attribute, Double> scores(Buffer body) {
    Map<Attribute, Double> scores;
    try {
      scores = protocol.scores(body.toJsonObject());
    } catch (RuntimeException unreadable) {
      // The message may quote the answer, and the answer the text.
      throw new Unreadable();
    }
    if (!scores.containsKey(Attribute.TOXICITY)) {
      throw new Unreadable();
    }
    return scores;
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Says nothing of the address, which may hold a secret. */
  private NoOpinion told(Throwable failure) {
    if (failure instanceof NoOpinion known) {
      return known;
    }
    if (failure instanceof Unreadable) {
      return new NoOpinion("its server's answer cannot be read", failure);
    }
    return failure instanceof TimeoutException
        ? new NoOpinion("it took more than " + budget.toMillis() + " ms", failure)
        : new NoOpinion("its server cannot be reached", failure);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    client.close();
  }
}
