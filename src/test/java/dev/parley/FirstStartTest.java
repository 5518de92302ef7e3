package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.config.Config;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FirstStartTest {
  private static String emptyDatabase(String name) {
    String url = TestParley.shared().service().databaseUrl();
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, url, 1);
    try {
      database.pool().query("create database " + name).execute().await();
    } finally {
      database.close().await();
      vertx.close().await();
    }
    return url.substring(0, url.lastIndexOf('/') + 1) + name;
  }

  private static Service start(String url, int node) {
    try {
      return Service.start(
          Config.read(
              Path.of("none.yaml"),
              Map.of(),
              Map.of(
                  "http.port",
                  "0",
                  "database.url",
                  url,
                  "admin.email",
                  "first-" + node + "@parley.example",
                  "admin.password",
                  TestParley.PASSWORD,
                  "demo",
                  "true")),
          Clock.systemUTC());
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void start_severalNodesAtOnceOnAnEmptyDatabase_makesOneAdministrator() {
    String url = emptyDatabase("first_start");
    List<CompletableFuture<Service>> starting = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      int number = node;
      starting.add(
          CompletableFuture.supplyAsync(
              () -> start(url, number), task -> new Thread(task).start()));
    }
    List<Service> nodes = starting.stream().map(CompletableFuture::join).toList();
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, url, 1);
    try {
      assertEquals(
          1L,
          database
              .pool()
              .query("select count(*) from moderator where role = 'administrator'")
              .execute()
              .await()
              .iterator()
              .next()
              .getLong(0));
    } finally {
      nodes.forEach(Service::close);
      database.close().await();
      vertx.close().await();
    }
  }
}
