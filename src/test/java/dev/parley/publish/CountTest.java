package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CountTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @Test
  void counts_oneKeyNoArticleCanHave_areThoseOfTheOthers() {
    site.post("read", "Ana", "A remark to be counted.");

    for (String bad : new String[] {"x".repeat(1_001), "nul%00", "", "half%ED%A0%80"}) {
      JsonObject counts =
          parley
              .get(site.path("/counts?article=" + bad + "&article=read&article=unread"))
              .json()
              .getJsonObject("counts");

      assertEquals(1, counts.getInteger("read"), bad);
      assertEquals(0, counts.getInteger("unread"), bad);
    }
  }

  @Test
  void counts_ofTooMany_areRefused() {
    assertEquals(422, parley.get(site.path("/counts?" + "article=a&".repeat(101))).status());
    assertEquals(422, parley.get(site.path("/counts")).status());
    assertEquals(200, parley.get(site.path("/counts?" + "article=a&".repeat(100))).status());
  }
}
