package dev.parley.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Surroundings;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignsTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void around_storeAway_isUnknownAndDoesNotFail() throws Exception {
    Database away = Database.open(vertx, "postgresql://nobody:none@127.0.0.1:1/none", 1);
    CommentFingerprint comment =
        new CommentFingerprint(
            1,
            UUID.randomUUID(),
            UUID.randomUUID(),
            Optional.empty(),
            UUID.randomUUID(),
            "192.0.2.1",
            5,
            Optional.empty(),
            List.of("example.com"),
            Instant.now());

    Surroundings around = new Campaigns(away).around(comment).await(20, TimeUnit.SECONDS);

    assertTrue(around.similar().known().isEmpty());
    assertTrue(around.cluster().known().isEmpty());
    assertTrue(around.links().known().isEmpty());
    assertTrue(around.rates().known().isEmpty());
  }

  @Test
  void network_addresses_areGroupedByNetwork() {
    assertEquals(RecentText.network("203.0.113.7"), RecentText.network("203.0.113.200"));
    assertEquals(RecentText.network("2001:db8:1::1"), RecentText.network("2001:db8:1:ff::2"));
    assertTrue(RecentText.network("203.0.113.7") != RecentText.network("203.0.114.7"));
    assertTrue(RecentText.network("2001:db8:1::1") != RecentText.network("2001:db8:2::1"));
    assertEquals(0, RecentText.network("127.0.0.1"));
    assertEquals(0, RecentText.network("::1"));
  }
}
