package dev.parley.review;

import dev.parley.http.EventStream;
import dev.parley.loop.Loop;
import dev.parley.loop.Regularly;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Moderators who have the console open, told of arrivals, decisions and claims. It belongs to one
 * event loop, and so do its moderators' streams.
 */
public final class CaseEvents {
  private static final Duration BEAT = Duration.ofSeconds(20);

  private final Loop loop = Loop.current();
  private final Vertx vertx;
  private final Clock clock;
  private final Map<Integer, Set<EventStream>> streams = new HashMap<>();

  public CaseEvents(Vertx vertx, Bus bus, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    bus.onCaseEvent(event -> loop.run(() -> tell(event)));
    vertx.setPeriodic(
        BEAT.toMillis(),
        timer -> streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::beat)));
  }

  /**
   * Opens a moderator's stream. It ends with what they are signed in by: at once where that is
   * known, and at the next beat when another node ended it, or it ran out.
   */
  void listen(OnSite on, RoutingContext context, Access access) {
    assert loop.isCurrent();
    int site = on.site().id();
    if (EventStream.answersHead(context.request()) || context.response().closed()) {
      return;
    }
    EventStream stream = new EventStream(context.response());
    streams.computeIfAbsent(site, id -> new LinkedHashSet<>()).add(stream);
    Runnable letGo = access.untilSignedOut(context, on.moderator(), () -> loop.run(stream::close));
    Runnable endChecks =
        Regularly.every(
            vertx,
            BEAT,
            "Whether a moderator is still signed in is asked later",
            () -> endIfRefused(stream, context, access));
    stream.onClose(
        closed -> {
          streams.computeIfPresent(
              site,
              (same, all) -> {
                all.remove(stream);
                return all.isEmpty() ? null : all;
              });
          letGo.run();
          endChecks.run();
        });
    stream.send("hello", new JsonObject().put("at", clock.instant().toString()));
  }

  /** A store that cannot be asked just now has refused nobody. */
  private static Future<Void> endIfRefused(
      EventStream stream, RoutingContext context, Access access) {
    return Future.succeededFuture(context)
        .compose(access::onSite)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              if (failure instanceof Refusal) {
                stream.close();
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            });
  }

  private void tell(CaseEvent event) {
    for (EventStream stream : Set.copyOf(streams.getOrDefault(event.site(), Set.of()))) {
      stream.send(event.name(), event.data());
    }
  }

  /** Lets all moderators go; their consoles will come back. May be called from anywhere. */
  public void close() {
    loop.run(() -> streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::close)));
  }
}
