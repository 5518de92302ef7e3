package dev.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CorsTest {
  private static final String NEWS = "https://news.example";
  private static final String EVIL = "https://evil.example";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), NEWS);

  @Test
  void pageOfAnotherOrigin_readsWhatIsWrongAndNoData() {
    site.post("secret", "Ana", "Read this at home only.");

    for (String path :
        List.of("/comments?article=secret", "/counts?article=secret", "/stream?article=secret")) {
      Answer refused = parley.get(site.path(path), "Origin", EVIL);

      assertEquals(403, refused.status(), path);
      assertEquals("origin-not-allowed", refused.code());
      assertEquals(EVIL, refused.json().getString("origin"));
      assertEquals("*", refused.header("Access-Control-Allow-Origin"));
      assertEquals("", refused.header("Access-Control-Allow-Credentials"));
      assertTrue(
          refused.header("Vary").contains("Origin") || refused.header("Vary").contains("origin"));
      assertFalse(refused.text().contains("Read this"), refused.text());
    }
  }

  @Test
  void pageOfTheSitesOrigin_readsAsBefore() {
    Answer allowed = parley.get(site.path("/comments?article=any"), "Origin", NEWS);

    assertEquals(200, allowed.status());
    assertEquals(NEWS, allowed.header("Access-Control-Allow-Origin"));
    assertTrue(allowed.header("Access-Control-Expose-Headers").contains("Date"));
    assertEquals(200, parley.get(site.path("/comments?article=any")).status());
  }

  @Test
  void page_ofUnknownSite_mayReadThatThereIsNone() {
    Answer answer = parley.get("/api/v1/sites/nowhere/comments?article=any", "Origin", NEWS);

    assertEquals(404, answer.status());
    assertEquals("not-found", answer.code());
    assertEquals("*", answer.header("Access-Control-Allow-Origin"));
  }

  @Test
  void refusedPage_isLoggedOnceForAnOriginAndASite() {
    Logger logger = (Logger) LoggerFactory.getLogger(Misplaced.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (int i = 0; i < 3; i++) {
        parley.get(site.path("/comments?article=any"), "Origin", "https://first.example");
        parley.get("/api/v1/sites/" + site.slug() + "x/comments?article=any", "Origin", NEWS);
      }
      parley.get(site.path("/comments?article=any"), "Origin", "https://second.example");
    } finally {
      logger.detachAppender(lines);
    }

    List<String> told = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertEquals(3, told.size(), told::toString);
    assertTrue(told.get(0).contains("https://first.example"), told::toString);
    assertTrue(told.get(1).contains(site.slug() + "x, which does not exist"), told::toString);
    assertTrue(told.get(2).contains("https://second.example"), told::toString);
  }

  @Test
  void madeUpOrigins_doNotFillTheLog() {
    Misplaced misplaced = new Misplaced();
    Logger logger = (Logger) LoggerFactory.getLogger(Misplaced.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (int i = 0; i < 2_000; i++) {
        misplaced.seen("https://" + i + ".example", "any", dev.parley.problem.Problem.NOT_FOUND);
      }
    } finally {
      logger.detachAppender(lines);
    }

    assertEquals(500, lines.list.size());
  }

  @Test
  void answer_saysWhenItWasMade() {
    String date = site.thread("any").header("Date");

    Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    assertTrue(Duration.between(told, Instant.now()).abs().toMinutes() < 1, date);
  }
}
