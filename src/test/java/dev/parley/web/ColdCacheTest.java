package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.OtherProcess;
import org.junit.jupiter.api.Test;

@OtherProcess
class ColdCacheTest {
  /** The shared service has just made the site; another node has to look it up first. */
  @Test
  void post_toASiteThisNodeHasNotLookedUpYet_readsTheWholeBody() {
    TestParley shared = TestParley.shared();
    TestSite site = shared.site();
    TestParley second =
        TestParley.start(
            java.util.Map.of("database.url", shared.service().databaseUrl(), "demo", "false"));

    assertEquals(
        201,
        second
            .send("POST", site.path("/comments"), site.submission("cold", "Ana", "Read me whole."))
            .status());
  }
}
