package dev.parley.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.slow.WithFaults;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithFaults
class KillTest {
  private static final String SITE = "ledger";

  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path directory;

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void kill_amidPosts_keepsEveryAcknowledgedCommentOnce() throws Exception {
    AtomicReference<ChildJvm> service = new AtomicReference<>(start());
    try (Http http = new Http(vertx, 8)) {
      int first = service.get().port();
      http.makeSite(first, SITE, new JsonObject(), http.signIn(first));
      List<JsonObject> submissions =
          IntStream.range(0, 150)
              .mapToObj(i -> Comments.submission("pier", i, Comments.text(i)))
              .toList();
      Delivery delivery =
          new Delivery(vertx, http, () -> service.get().port(), SITE, submissions).start(8);

      delivery.awaitHalf();
      long serverBefore = Store.serverPid(directory);
      service.get().kill();
      service.set(start());
      delivery.await();

      assertNotEquals(serverBefore, Store.serverPid(directory));
      assertEquals(List.of(), delivery.failures(), this::childLog);
      assertEquals(List.of(), Store.faults(delivery.ids(), Store.comments(vertx, directory, SITE)));
    } finally {
      service.get().close();
    }
  }

  @Test
  void kill_ofTheEmbeddedServer_isMendedWithoutALostComment() throws Exception {
    try (ChildJvm service = start();
        Http http = new Http(vertx, 8)) {
      http.makeSite(service.port(), SITE, new JsonObject(), http.signIn(service.port()));
      List<JsonObject> submissions =
          IntStream.range(0, 150)
              .mapToObj(i -> Comments.submission("pier", i, Comments.text(i)))
              .toList();
      Delivery delivery = new Delivery(vertx, http, service::port, SITE, submissions).start(8);

      delivery.awaitHalf();
      long serverBefore = Store.serverPid(directory);
      ProcessHandle server = ProcessHandle.of(serverBefore).orElseThrow();
      server.destroyForcibly();
      server.onExit().get(1, TimeUnit.MINUTES);
      delivery.await();
      // Whatever was answered while it died: this comment is taken by the next server.
      Delivery after =
          new Delivery(
                  vertx,
                  http,
                  service::port,
                  SITE,
                  List.of(Comments.submission("quay", 1_000, Comments.text(1_000))))
              .start(1);
      after.await();

      assertNotEquals(serverBefore, Store.serverPid(directory));
      assertEquals(List.of(), delivery.failures(), this::childLog);
      List<String> all = new ArrayList<>(delivery.ids());
      all.addAll(after.ids());
      assertEquals(List.of(), Store.faults(all, Store.comments(vertx, directory, SITE)));
    }
  }

  /** What the services said: why one of them refused is told there only. */
  private String childLog() {
    try {
      return Files.readString(directory.resolve("child.log"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private ChildJvm start() throws Exception {
    return ChildJvm.parley(directory, Http.settings(), List.of());
  }
}
