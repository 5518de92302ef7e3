package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.LossyProxy;
import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.WithFaults;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nodes hear of each other by the server that takes writes, wherever that is. */
@WithFaults
class ListeningTest {
  private final TestParley shared = TestParley.shared();

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void start_firstHostDown_hearsOtherNodesByTheSecond() throws Exception {
    String url = shared.service().databaseUrl();
    URI parsed = URI.create(url);
    String hosts = "127.0.0.1:" + unusedPort() + ",127.0.0.1:" + parsed.getPort();
    try (TestParley node =
        TestParley.start(
            Map.of(
                "database.url",
                url.replace("@" + parsed.getHost() + ":" + parsed.getPort(), "@" + hosts),
                "demo",
                "false"))) {
      TestSite site = shared.site();
      String thread = site.path("/comments?article=hosts");
      assertEquals(0, count(node, thread));

      site.post("hosts", "Marta", "Told from one node to the other.");

      assertTrue(seesSoon(node, thread));
    }
  }

  @Test
  void connection_cut_isListenedOnAgain() throws Exception {
    try (LossyProxy proxy = LossyProxy.before(shared.service().databaseUrl());
        TestParley node = TestParley.start(Map.of("database.url", proxy.url(), "demo", "false"))) {
      TestSite site = shared.site();
      proxy.cut();

      boolean heard = false;
      for (int article = 0; article < 10 && !heard; article++) {
        String thread = site.path("/comments?article=cut-" + article);
        assertEquals(0, count(node, thread));
        site.post("cut-" + article, "Marta", "Number " + article + " of those told after the cut.");
        heard = seesSoon(node, thread);
      }

      assertTrue(heard);
    }
  }

  /** A page is believed for five seconds, unless one hears that it is old. */
  private static boolean seesSoon(TestParley node, String thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    boolean seen = false;
    while (!seen && System.nanoTime() < end) {
      seen = count(node, thread) > 0;
    }
    return seen;
  }

  private static int count(TestParley node, String thread) {
    return node.get(thread).json().getJsonArray("comments").size();
  }
}
