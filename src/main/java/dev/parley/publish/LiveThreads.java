package dev.parley.publish;

import dev.parley.comment.Article;
import dev.parley.comment.ArticleKeys;
import dev.parley.comment.Threads;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.ClientAddress;
import dev.parley.http.EventStream;
import dev.parley.http.Parameters;
import dev.parley.loop.Loop;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /stream}: tells readers who have a thread open its version whenever it changes. The
 * present version comes first, so a reader who reconnects misses nothing. It belongs to one event
 * loop, and so do its readers.
 */
public final class LiveThreads {
  private static final long BEAT_MILLISECONDS = 20_000;

  private final Loop loop = Loop.current();
  private final Sites sites;
  private final ArticleKeys keys;
  private final Threads threads;
  private final ClientAddress addresses;
  private final OpenReaders open;
  private final Map<UUID, Readers> byArticle = new HashMap<>();

  /** The readers of a thread, and the latest state they know. */
  private static final class Readers {
    private final Set<EventStream> streams = new LinkedHashSet<>();

    /**
     * How many readers wait for the thread's present state; they must also get changes that come
     * meanwhile.
     */
    private int coming;

    private @Nullable Change latest;

    /**
     * Whether a state is newer than the last one: states from several event loops may arrive in any
     * order.
     */
    boolean learn(Change change) {
      if (latest != null && change.version() < latest.version()) {
        return false;
      }
      latest = change;
      return true;
    }
  }

  public LiveThreads(
      Vertx vertx,
      Sites sites,
      ArticleKeys keys,
      Threads threads,
      Bus bus,
      ClientAddress addresses,
      OpenReaders open) {
    this.addresses = addresses;
    this.sites = sites;
    this.keys = keys;
    this.threads = threads;
    this.open = open;
    bus.onChange(change -> loop.run(() -> tell(change)));
    vertx.setPeriodic(BEAT_MILLISECONDS, timer -> all().forEach(EventStream::beat));
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/stream").handler(Answers.handled(this::stream));
  }

  private List<EventStream> all() {
    return byArticle.values().stream().flatMap(readers -> readers.streams.stream()).toList();
  }

  private Future<Void> stream(RoutingContext context) {
    String key = Parameters.required(context, "article");
    open.refuseWhenFull();
    return sites
        .get(context.pathParam("site"))
        .compose(site -> keys.of(site, key).compose(article -> stream(context, site, article)));
  }

  private Future<Void> stream(RoutingContext context, Site site, String key) {
    UUID article = Ids.article(site.id(), key);
    Readers readers = byArticle.computeIfAbsent(article, id -> new Readers());
    readers.coming++;
    return present(site, key)
        .onComplete(read -> readers.coming--)
        .map(
            state -> {
              listen(context, readers, state);
              return null;
            })
        .<Void>mapEmpty()
        .onComplete(done -> forgetUnlessRead(article, readers));
  }

  private Future<Change> present(Site site, String key) {
    return threads
        .article(site.id(), key)
        .map(
            article ->
                new Change(
                    site.id(), article.id(), article.version(), article.count(), article.state()));
  }

  private void listen(RoutingContext context, Readers readers, Change read) {
    assert loop.isCurrent();
    if (EventStream.answersHead(context.request()) || context.response().closed()) {
      return;
    }
    String client = addresses.of(context.request());
    open.take(client);
    EventStream stream = new EventStream(context.response());
    readers.streams.add(stream);
    stream.onClose(closed -> forget(read.article(), readers, stream, client));
    readers.learn(read);
    Change present = readers.latest == null ? read : readers.latest;
    stream.send("changed", changed(present));
    if (present.state() != Article.State.OPEN) {
      stream.send("state", state(present));
    }
  }

  private void forget(UUID article, Readers readers, EventStream stream, String client) {
    assert loop.isCurrent();
    if (readers.streams.remove(stream)) {
      open.give(client);
      forgetUnlessRead(article, readers);
    }
  }

  private void forgetUnlessRead(UUID article, Readers readers) {
    if (readers.streams.isEmpty() && readers.coming == 0) {
      byArticle.remove(article, readers);
    }
  }

  private void tell(Change change) {
    Readers readers = byArticle.get(change.article());
    if (readers != null && change.moved()) {
      // They connect again, and are told of the article that their key leads to now.
      List.copyOf(readers.streams).forEach(EventStream::close);
      return;
    }
    if (readers == null || !readers.learn(change)) {
      return;
    }
    for (EventStream stream : List.copyOf(readers.streams)) {
      stream.send("changed", changed(change));
      stream.send("state", state(change));
    }
  }

  private static JsonObject changed(Change change) {
    return new JsonObject().put("version", change.version()).put("count", change.count());
  }

  private static JsonObject state(Change change) {
    return new JsonObject().put("state", change.state().code());
  }

  /** Disconnects all readers; their browsers will reconnect. Safe to call from any thread. */
  public void close() {
    loop.run(() -> all().forEach(EventStream::close));
  }
}
