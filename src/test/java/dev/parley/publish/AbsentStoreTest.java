package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.StoppableProxy;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.WithFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading while PostgreSQL does not answer, or is not there. */
@WithFaults
class AbsentStoreTest {
  /** What happens to the way to the database. */
  enum Fault {
    STOPPED {
      @Override
      void happenTo(StoppableProxy proxy) {
        proxy.stop();
      }
    },
    AWAY {
      @Override
      void happenTo(StoppableProxy proxy) {
        proxy.cut();
      }
    };

    abstract void happenTo(StoppableProxy proxy);
  }

  private static final List<String> READS =
      List.of(
          "/api/v1/sites/%s/comments?article=pier",
          "/api/v1/sites/%s/counts?article=pier",
          "/api/v1/sites/%s/feed.atom",
          "/sites/%s/thread?article=pier");

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyRead_whileTheStoreIsMissing_isAnsweredWithTheLastKnownWithinASecond(Fault fault) {
    TestParley shared = TestParley.shared();
    TestSite site = shared.site();
    assertEquals(201, site.post("pier", "Ana", "The pier opens on Monday at noon").status());
    try (StoppableProxy proxy = StoppableProxy.before(shared.service().databaseUrl());
        TestParley parley =
            TestParley.start(Map.of("database.url", proxy.url(), "demo", "false"))) {
      Map<String, String> before = new java.util.HashMap<>();
      for (String read : READS) {
        String path = read.replace("%s", site.slug());
        TestParley.Answer answer = parley.get(path);
        assertEquals(200, answer.status(), path);
        before.put(path, answer.text());
      }

      fault.happenTo(proxy);
      // Each is asked until it is older than it is believed, and beyond.
      long until = System.nanoTime() + PageCache.TIME_TO_LIVE.plusSeconds(3).toNanos();
      int asked = 0;
      int late = 0;
      while (System.nanoTime() < until) {
        for (String path : before.keySet()) {
          long began = System.nanoTime();
          TestParley.Answer answer = parley.get(path);
          asked++;
          late += System.nanoTime() - began > Duration.ofSeconds(1).toNanos() ? 1 : 0;
          assertEquals(200, answer.status(), path);
          assertEquals(before.get(path), answer.text(), path);
        }
      }
      assertTrue(late * 100 <= asked, late + " of " + asked + " were late");

      proxy.goOn();
      assertEquals(201, site.post("pier", "Ben", "Then I will be there by eleven").status());
      awaitReading(parley, "/api/v1/sites/" + site.slug() + "/counts?article=pier", "\"pier\":2");
    }
  }

  /** Asks until the answer is the new one; the test's own time limit ends it otherwise. */
  private static void awaitReading(TestParley parley, String path, String text) {
    while (!parley.get(path).text().contains(text)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void read_ofAThreadNobodyReadBefore_whileTheStoreIsAway_saysWhenToComeBack() {
    TestParley shared = TestParley.shared();
    TestSite site = shared.site();
    try (StoppableProxy proxy = StoppableProxy.before(shared.service().databaseUrl());
        TestParley parley =
            TestParley.start(Map.of("database.url", proxy.url(), "demo", "false"))) {
      assertEquals(200, parley.get(site.path("/comments?article=known")).status());
      proxy.cut();

      TestParley.Answer answer = parley.get(site.path("/comments?article=unknown"));

      assertEquals(503, answer.status());
      assertEquals("unavailable", answer.code());
      assertEquals("5", answer.header("Retry-After"));
    }
  }
}
