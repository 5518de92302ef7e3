package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reported comments stand in the order of their first open reports, not of their writing. */
class ReportedOrderTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final List<String> written = new ArrayList<>();

  /** Four comments; the third was reported first, then the first, the fourth, the second. */
  @BeforeEach
  void report() {
    for (String name : List.of("Ada", "Bea", "Cleo", "Dora")) {
      String text = "The ferry of " + name + " was on time this morning.";
      JsonObject comment = site.post("quay", name, text).json().getJsonObject("comment");
      written.add(comment.getString("id"));
    }
    List.of(2, 0, 3, 1, 2).forEach(at -> report(written.get(at)));
  }

  private void report(String id) {
    parley.send(
        "POST", site.path("/comments/" + id + "/reports"), new JsonObject().put("reason", "abuse"));
  }

  /** The places in {@link #written} of all cases, read page by page. */
  private List<Integer> read(String sort, int limit, String more) {
    List<Integer> order = new ArrayList<>();
    String cursor = "";
    do {
      String path = "/cases?queue=reported&sort=" + sort + "&limit=" + limit + more + cursor;
      JsonObject page = ana.get(site.path(path)).json();
      page.getJsonArray("cases")
          .forEach(one -> order.add(written.indexOf(((JsonObject) one).getString("id"))));
      String next = page.getString("next");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return order;
  }

  @Test
  void cases_reported_areInTheOrderOfTheirFirstReports() {
    assertEquals(List.of(2, 0, 3, 1), read("oldest", 50, ""));
    assertEquals(List.of(1, 3, 0, 2), read("newest", 50, ""));
  }

  @Test
  void cases_reportedReadPageByPage_comeOnceEach() {
    assertEquals(List.of(2, 0, 3, 1), read("oldest", 1, ""));
    assertEquals(List.of(1, 3, 0, 2), read("newest", 2, ""));
    assertEquals(List.of(2, 0, 3, 1), read("oldest", 1, "&q=ferry&from=2020-01-01"));
    assertEquals(4, read("worst", 1, "").stream().distinct().count());
  }

  @Test
  void cases_whoseDecisionIsUndone_standWhereTheyStood() {
    JsonObject decided = ana.decide(site, written.get(0), 1, "approve", null);
    assertEquals(List.of(2, 3, 1), read("oldest", 50, ""));

    ana.send("POST", site.path("/decisions/" + decided.getString("id") + "/undo"), null);

    assertEquals(List.of(2, 0, 3, 1), read("oldest", 50, ""));
  }

  @Test
  void cursor_ofNobody_isRefused() {
    for (String cursor :
        List.of("x", "1e5_" + written.get(0), "99999999999999999999_" + written.get(0), "1_2")) {
      Answer refused = ana.get(site.path("/cases?queue=reported&sort=oldest&cursor=" + cursor));

      assertEquals(422, refused.status(), cursor);
    }
  }
}
