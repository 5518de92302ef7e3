package dev.parley.publish;

import dev.parley.comment.Article;
import dev.parley.comment.Threads;
import dev.parley.http.Answers;
import dev.parley.http.ClientAddress;
import dev.parley.http.EventStream;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code GET /stream}: readers who have a thread open, told its version whenever it changes. The
 * present version comes first, so a reader who was cut off misses nothing.
 */
public final class LiveThreads {
  private static final long BEAT_MILLISECONDS = 20_000;
  private static final int MOST_STREAMS = 20_000;

  /** A company behind one address may read along; a single machine may not take all. */
  private static final int MOST_OF_A_CLIENT = 500;

  private final Sites sites;
  private final Threads threads;
  private final ClientAddress addresses;
  private final Map<UUID, Set<EventStream>> streams = new HashMap<>();

  /** How many each address has open. */
  private final Map<String, Integer> byClient = new HashMap<>();

  private int open;

  public LiveThreads(Vertx vertx, Sites sites, Threads threads, Bus bus, ClientAddress addresses) {
    this.addresses = addresses;
    this.sites = sites;
    this.threads = threads;
    bus.onChange(this::tell);
    vertx.setPeriodic(
        BEAT_MILLISECONDS,
        timer -> streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::beat)));
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/stream").handler(Answers.handled(this::stream));
  }

  private Future<Void> stream(RoutingContext context) {
    String key = Parameters.required(context, "article");
    if (open >= MOST_STREAMS) {
      throw new Refusal(Problem.UNAVAILABLE, "Too many readers are listening").retryAfter(60);
    }
    return sites
        .get(context.pathParam("site"))
        .compose(site -> threads.article(site.id(), key))
        .map(
            article -> {
              listen(context, article);
              return null;
            });
  }

  private void listen(RoutingContext context, Article article) {
    if (EventStream.answersHead(context.request()) || context.response().closed()) {
      return;
    }
    String client = addresses.of(context.request());
    if (byClient.merge(client, 1, Integer::sum) > MOST_OF_A_CLIENT) {
      forget(client);
      throw new Refusal(
              Problem.TOO_FAST, "Too many pages of this address are listening. Close some.")
          .retryAfter(60);
    }
    EventStream stream = new EventStream(context.response());
    streams.computeIfAbsent(article.id(), id -> new LinkedHashSet<>()).add(stream);
    open++;
    stream.onClose(closed -> forget(article.id(), stream, client));
    stream.send("changed", changed(article.version(), article.count()));
    if (article.state() != Article.State.OPEN) {
      stream.send("state", state(article.state()));
    }
  }

  private void forget(String client) {
    byClient.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
  }

  private void forget(UUID article, EventStream stream, String client) {
    Set<EventStream> all = streams.get(article);
    if (all != null && all.remove(stream)) {
      open--;
      forget(client);
      if (all.isEmpty()) {
        streams.remove(article);
      }
    }
  }

  private void tell(Change change) {
    for (EventStream stream : Set.copyOf(streams.getOrDefault(change.article(), Set.of()))) {
      stream.send("changed", changed(change.version(), change.count()));
      stream.send("state", state(change.state()));
    }
  }

  private static JsonObject changed(long version, int count) {
    return new JsonObject().put("version", version).put("count", count);
  }

  private static JsonObject state(Article.State state) {
    return new JsonObject().put("state", state.code());
  }

  /** Lets all readers go; their browsers will come back. */
  public void close() {
    streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::close));
  }
}
