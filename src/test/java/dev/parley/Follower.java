package dev.parley;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Desk;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who listens to events, on a connection of their own. */
public final class Follower {
  private final String path;
  private final Queue<Event> told = new ConcurrentLinkedQueue<>();

  /** What is told at once: the name of an event and its data. */
  public record Event(String name, JsonObject data) {}

  private Follower(String path) {
    this.path = path;
  }

  /** Listens from now on; the first event says that it does. */
  public static Follower of(TestParley parley, String path, Desk desk) {
    Follower follower = new Follower(path);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parley.url() + path))
            .header("Cookie", desk.cookie())
            .build();
    Thread thread =
        new Thread(
            () -> {
              try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
                follower.read(lines);
                follower.told.add(new Event("ended", new JsonObject()));
              } catch (Exception ended) {
                follower.told.add(new Event("ended", new JsonObject().put("by", "" + ended)));
              }
            },
            "follower");
    thread.setDaemon(true);
    thread.start();
    return follower;
  }

  private void read(Stream<String> lines) {
    String[] name = {""};
    lines.forEach(
        line -> {
          if (line.startsWith("event: ")) {
            name[0] = line.substring("event: ".length());
          } else if (line.startsWith("data: ")) {
            told.add(new Event(name[0], new JsonObject(line.substring("data: ".length()))));
          }
        });
  }

  /** Waits for something that comes of itself. */
  public static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "Did not come in time: " + what);
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  /** Whether it listens. */
  boolean listens() {
    return !told.isEmpty();
  }

  /** Waits until it listens. */
  public Follower listening() {
    await("a stream to begin", this::listens);
    return this;
  }

  /** Waits for the first event of a name that is about a case. */
  public JsonObject awaited(String event, String comment) {
    await(event + " of " + comment, () -> first(event, comment).isPresent());
    return first(event, comment).orElseThrow().data();
  }

  /** Waits until something has been told. */
  public void has(String event, Predicate<JsonObject> said) {
    await(
        event,
        () -> told.stream().anyMatch(one -> one.name().equals(event) && said.test(one.data())));
  }

  /** Waits until the service has ended it. */
  public void ends() {
    has("ended", data -> true);
  }

  private Optional<Event> first(String event, String comment) {
    return told.stream()
        .filter(one -> one.name().equals(event) && comment.equals(one.data().getString("case")))
        .findFirst();
  }

  /** The names of what was told about a case, in order. */
  public List<String> names(String comment) {
    return told.stream()
        .filter(one -> comment.equals(one.data().getString("case")))
        .map(Event::name)
        .toList();
  }

  /** The latest that was told about a case. */
  public JsonObject last(String comment) {
    return told.stream()
        .map(Event::data)
        .filter(data -> comment.equals(data.getString("case")))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  String article() {
    return path.substring(path.indexOf('=') + 1);
  }

  private List<Long> versions() {
    return told.stream()
        .filter(one -> one.data().containsKey("version"))
        .map(one -> one.data().getLong("version"))
        .toList();
  }

  long latest() {
    List<Long> versions = versions();
    return versions.isEmpty() ? -1 : versions.get(versions.size() - 1);
  }

  boolean versionsRise() {
    return versions().stream().sorted().toList().equals(versions());
  }

  Set<String> decided() {
    return told.stream()
        .filter(one -> "rejected".equals(one.data().getString("status")))
        .map(one -> one.data().getString("case"))
        .collect(Collectors.toSet());
  }
}
