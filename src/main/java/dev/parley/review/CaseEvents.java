package dev.parley.review;

import dev.parley.http.EventStream;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Moderators who have the console open, told of arrivals, decisions and claims. */
public final class CaseEvents {
  private static final long BEAT_MILLISECONDS = 20_000;

  private final Clock clock;
  private final Map<Integer, Set<EventStream>> streams = new HashMap<>();

  public CaseEvents(Vertx vertx, Bus bus, Clock clock) {
    this.clock = clock;
    bus.onCaseEvent(this::tell);
    vertx.setPeriodic(
        BEAT_MILLISECONDS,
        timer -> streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::beat)));
  }

  void listen(int site, RoutingContext context) {
    if (EventStream.answersHead(context.request()) || context.response().closed()) {
      return;
    }
    EventStream stream = new EventStream(context.response());
    streams.computeIfAbsent(site, id -> new LinkedHashSet<>()).add(stream);
    stream.onClose(closed -> streams.getOrDefault(site, Set.of()).remove(stream));
    stream.send("hello", new JsonObject().put("at", clock.instant().toString()));
  }

  private void tell(CaseEvent event) {
    for (EventStream stream : Set.copyOf(streams.getOrDefault(event.site(), Set.of()))) {
      stream.send(event.name(), event.data());
    }
  }

  /** Lets all moderators go; their consoles will come back. */
  public void close() {
    streams.values().forEach(all -> Set.copyOf(all).forEach(EventStream::close));
  }
}
