package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A moderator's filters: by article, by author, by score; together they narrow. */
class CaseFilterTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  /** The cases' ids, by what they are about. */
  private String derekOnPier;

  private String derekOnFerry;
  private String martaOnPier;

  @BeforeEach
  void hold() {
    derekOnPier =
        held("pier-7", "The 100% pier", "Derek Holm", "Only a moron would build it there.");
    derekOnFerry =
        held("ferry", "A ferry_timetable", "Derek Holm", "You moron, read the timetable.");
    martaOnPier =
        held("pier-7", "The 100% pier", "Marta", "What a stupid bastard you are, all of you.");
  }

  private String held(String article, String title, String name, String body) {
    JsonObject submission = site.submission(article, name, body);
    submission.getJsonObject("article").put("title", title);
    Answer posted = site.post(submission);
    assertEquals(202, posted.status(), posted::text);
    return posted.json().getJsonObject("comment").getString("id");
  }

  private Set<String> found(String filter) {
    Answer answer = ana.get(site.path("/cases?limit=100" + filter));
    assertEquals(200, answer.status(), answer::text);
    return answer.json().getJsonArray("cases").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .collect(Collectors.toSet());
  }

  private static String value(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void article_byItsKey_findsItsCasesOnly() {
    assertEquals(Set.of(derekOnPier, martaOnPier), found("&article=pier-7"));
    assertEquals(Set.of(derekOnFerry), found("&article=ferry"));
    assertEquals(Set.of(), found("&article=pier"), "part of a key is not a key");
  }

  @Test
  void author_byPartOfTheName_findsTheirsInAnyCase() {
    assertEquals(Set.of(derekOnPier, derekOnFerry), found("&author=" + value("derek h")));
    assertEquals(Set.of(martaOnPier), found("&author=MARTA"));
    assertEquals(Set.of(), found("&author=Dorek"));
  }

  @Test
  void author_byId_findsTheirsOnly() {
    String derek =
        ana.get(site.path("/cases/" + derekOnPier)).json().getJsonObject("author").getString("id");

    assertEquals(Set.of(derekOnPier, derekOnFerry), found("&author=" + derek));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "\\", "%%", "D%k", "D_rek"})
  void author_withSignsOfPatterns_standsForItself(String text) {
    assertEquals(Set.of(), found("&author=" + value(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"worst", "oldest", "newest"})
  void scores_betweenTwo_findThoseOfNoLessAndNoMore(String sort) {
    risk(derekOnPier, 0.25f);
    risk(derekOnFerry, 0.5f);
    risk(martaOnPier, 0.75f);
    String and = "&sort=" + sort;

    assertEquals(Set.of(derekOnFerry, martaOnPier), found(and + "&scoreFrom=0.5"));
    assertEquals(Set.of(martaOnPier), found(and + "&scoreFrom=0.51"));
    assertEquals(Set.of(derekOnPier, derekOnFerry), found(and + "&scoreTo=0.5"));
    assertEquals(Set.of(derekOnPier), found(and + "&scoreTo=0.49"));
    assertEquals(Set.of(derekOnFerry), found(and + "&scoreFrom=0.5&scoreTo=0.5"));
    assertEquals(
        Set.of(derekOnPier, derekOnFerry, martaOnPier), found(and + "&scoreFrom=0&scoreTo=1"));
    assertEquals(Set.of(), found(and + "&scoreFrom=0.9&scoreTo=0.1"));
  }

  private void risk(String id, float risk) {
    parley.change("update comment set risk = $2 where id = $1", UUID.fromString(id), risk);
  }

  @Test
  void filters_together_narrow() {
    assertEquals(Set.of(derekOnPier), found("&article=pier-7&author=Derek"));
    assertEquals(Set.of(derekOnPier), found("&article=pier-7&author=Derek&q=moron"));
    assertEquals(Set.of(), found("&article=ferry&author=Marta"));
    assertEquals(Set.of(), found("&article=pier-7&author=Derek&scoreTo=0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scoreFrom=x",
        "scoreTo=x",
        "scoreFrom=-1",
        "scoreTo=1.5",
        "scoreTo=NaN",
        "scoreTo=1e9"
      })
  void score_thatIsNone_isRefusedByName(String filter) {
    Answer answer = ana.get(site.path("/cases?" + filter));

    assertEquals(422, answer.status(), answer::text);
    assertTrue(answer.text().contains(filter.substring(0, filter.indexOf('='))), answer::text);
  }
}
