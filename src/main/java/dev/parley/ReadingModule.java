package dev.parley;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.comment.Branches;
import dev.parley.comment.Threads;
import dev.parley.page.IncludeRoutes;
import dev.parley.page.PageRoutes;
import dev.parley.page.SitemapRoutes;
import dev.parley.posting.PostingRoutes;
import dev.parley.publish.BranchRoutes;
import dev.parley.publish.ClosingDays;
import dev.parley.publish.Closings;
import dev.parley.publish.CountRoutes;
import dev.parley.publish.FeedRoutes;
import dev.parley.publish.LiveThreads;
import dev.parley.publish.OpenReaders;
import dev.parley.publish.PageCache;
import dev.parley.publish.ThreadRoutes;
import dev.parley.web.WebServer.AtHand;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything served to readers: threads, pages, counts, feeds and live updates. */
final class ReadingModule implements AutoCloseable {
  private final Platform platform;
  private final Threads threads;
  private final PageCache cache;
  private final ThreadRoutes reading;
  private final OpenReaders readers = new OpenReaders();

  /** The routes of each event loop. */
  private final List<LiveThreads> live = new CopyOnWriteArrayList<>();

  ReadingModule(Platform platform) {
    this.platform = platform;
    this.threads = new Threads(platform.database());
    this.cache = new PageCache(platform.database(), platform.bus(), Ticker.systemTicker());
    this.reading =
        new ThreadRoutes(
            platform.vertx(),
            platform.sites(),
            platform.keys(),
            threads,
            cache,
            platform.sendsMail());
    new Closings(platform.database(), platform.announcer()).start(platform.vertx());
    new ClosingDays(platform.database(), platform.announcer()).start(platform.vertx());
  }

  Threads threads() {
    return threads;
  }

  /** A cached thread. */
  Optional<AtHand> atHand(HttpServerRequest request) {
    return reading.kept(request).map(kept -> new AtHand(kept.site(), kept.page()::send));
  }

  /** The most frequent routes. */
  void mountFirst(Router router) {
    reading.mount(router);
    new BranchRoutes(platform.vertx(), platform.sites(), new Branches(platform.database()), cache)
        .mount(router);
    LiveThreads streams =
        new LiveThreads(
            platform.vertx(),
            platform.sites(),
            platform.keys(),
            threads,
            platform.bus(),
            platform.addresses(),
            readers);
    live.add(streams);
    streams.mount(router);
  }

  /** The other routes, and pages with a form that posts. */
  void mount(Router router, PostingRoutes posting) {
    new PageRoutes(
            platform.vertx(),
            cache,
            platform.sites(),
            platform.keys(),
            threads,
            posting,
            platform.addresses(),
            platform.clock(),
            platform.own(),
            platform.sendsMail())
        .mount(router);
    new IncludeRoutes(
            platform.vertx(),
            cache,
            platform.sites(),
            platform.keys(),
            threads,
            platform.clock(),
            platform.own())
        .mount(router);
    new SitemapRoutes(
            platform.vertx(), cache, platform.sites(), platform.database(), platform.own())
        .mount(router);
    new CountRoutes(platform.sites(), platform.keys(), platform.database(), cache).mount(router);
    new FeedRoutes(
            platform.vertx(),
            platform.sites(),
            platform.keys(),
            platform.database(),
            cache,
            platform.own(),
            platform.clock())
        .mount(router);
  }

  /** Disconnects the clients that follow a thread. */
  @Override
  public void close() {
    live.forEach(LiveThreads::close);
  }
}
