package dev.parley.publish;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all nodes that something has changed. This node is told at once. The others are told by
 * PostgreSQL's NOTIFY, which collects messages for some milliseconds and runs outside any write
 * transaction: NOTIFY takes a lock at commit that would make writers wait for each other. Messages
 * may be lost when a connection dies; {@link #onLost} then tells listeners not to trust anything
 * they remember.
 *
 * <p>Safe for several threads. Listeners are called by the publishing thread, on any event loop; a
 * listener that belongs to a loop must return there by itself.
 */
public final class Bus {
  private static final Logger log = LoggerFactory.getLogger(Bus.class);
  private static final String CHANNEL = "parley";
  private static final String DOUBT = "doubt";
  private static final long GATHER_MILLISECONDS = 50;

  /** In bytes of UTF-8, of which PostgreSQL accepts fewer than 8,000; the envelope needs some. */
  private static final int LARGEST_PAYLOAD = 7_800;

  private final Vertx vertx;
  private final Database database;
  private final String node = Ids.next().toString();
  private final NotificationListener listener;
  private final List<Consumer<Change>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<CaseEvent>> caseListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> lostListeners = new CopyOnWriteArrayList<>();

  /** Changes of threads that other nodes do not know yet; for each thread only the latest state. */
  private final Map<UUID, Change> changed = new LinkedHashMap<>();

  /** Events of cases that other nodes do not know yet. */
  private final Set<CaseEvent> happened = new LinkedHashSet<>();

  public Bus(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.database = database;
    this.listener =
        new NotificationListener(vertx, database, CHANNEL, this::hear, this::mayHaveMissed);
  }

  /** Calls {@code listener} for every visible change of a thread, on this node or another. */
  public void onChange(Consumer<Change> listener) {
    changeListeners.add(listener);
  }

  /** Calls {@code listener} for everything moderators follow, on this node or another. */
  public void onCaseEvent(Consumer<CaseEvent> listener) {
    caseListeners.add(listener);
  }

  /** Calls {@code listener} when messages from other nodes may have been lost. */
  public void onLost(Runnable listener) {
    lostListeners.add(listener);
  }

  /** Starts to listen to the other nodes. */
  public Future<Void> start() {
    vertx.setPeriodic(GATHER_MILLISECONDS, timer -> sendGathered());
    return listener.open();
  }

  private void mayHaveMissed() {
    lostListeners.forEach(Runnable::run);
  }

  /** Publishes a thread's change. Call it once the change is committed. */
  void publish(Change change) {
    changeListeners.forEach(listener -> listener.accept(change));
    gather(change);
  }

  private synchronized void gather(Change change) {
    changed.merge(
        change.article(), change, (before, now) -> now.version() < before.version() ? before : now);
  }

  /** Publishes an event for moderators. Call it once the event is committed. */
  void publish(CaseEvent event) {
    caseListeners.forEach(listener -> listener.accept(event));
    gather(event);
  }

  private synchronized void gather(CaseEvent event) {
    happened.add(event);
  }

  private synchronized List<JsonObject> gathered() {
    List<JsonObject> all = new ArrayList<>();
    changed.values().forEach(change -> all.add(change.toJson()));
    happened.forEach(event -> all.add(event.toJson()));
    changed.clear();
    happened.clear();
    return all;
  }

  private void sendGathered() {
    JsonArray messages = new JsonArray();
    int size = 0;
    for (JsonObject message : gathered()) {
      int length = message.encode().getBytes(StandardCharsets.UTF_8).length + 1;
      if (size + length > LARGEST_PAYLOAD && !messages.isEmpty()) {
        send(messages);
        messages = new JsonArray();
        size = 0;
      }
      messages.add(message);
      size += length;
    }
    if (!messages.isEmpty()) {
      send(messages);
    }
  }

  private void send(JsonArray messages) {
    JsonObject payload = new JsonObject().put("node", node).put("messages", messages);
    database
        .pool()
        .preparedQuery("select pg_notify($1, $2)")
        .execute(Tuple.of(CHANNEL, payload.encode()))
        .onFailure(
            failure ->
                // Other nodes see the change when their pages expire after a few seconds.
                log.warn("Other nodes could not be told of a change: {}", failure.getMessage()));
  }

  private void hear(String payload) {
    JsonObject message = new JsonObject(payload);
    if (node.equals(message.getString("node"))) {
      return;
    }
    for (Object element : message.getJsonArray("messages")) {
      if (element instanceof JsonObject json) {
        if (json.containsKey(DOUBT)) {
          mayHaveMissed();
        } else if (json.containsKey("article")) {
          Change change = Change.of(json);
          changeListeners.forEach(listener -> listener.accept(change));
        } else {
          CaseEvent.of(json)
              .ifPresent(event -> caseListeners.forEach(listener -> listener.accept(event)));
        }
      }
    }
  }

  /**
   * Tells all nodes that much has changed: whoever did it is no node, and says no more. They look
   * again at what they remember.
   */
  public static Future<Void> doubt(Database database) {
    JsonObject payload =
        new JsonObject()
            .put("node", Ids.next().toString())
            .put("messages", new JsonArray().add(new JsonObject().put(DOUBT, true)));
    return database
        .pool()
        .preparedQuery("select pg_notify($1, $2)")
        .execute(Tuple.of(CHANNEL, payload.encode()))
        .mapEmpty();
  }

  /** Sends the collected messages and stops listening. */
  public Future<Void> close() {
    sendGathered();
    return listener.close();
  }
}
