package dev.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.slow.LongRunning;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator finds of a failure nobody expected: here a table that was renamed. */
@LongRunning
class FailuresTest {
  @Test
  void failure_unexpected_isLoggedWithMethodRouteAndSqlStateAndNothingOfTheReader()
      throws Exception {
    Vertx vertx = Vertx.vertx();
    String url = TestParley.shared().service().databaseUrl();
    Database database = Database.open(vertx, url, 1);
    Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    try {
      run(database, "drop schema if exists renamed cascade");
      run(database, "create schema renamed");
      try (TestParley parley =
          TestParley.start(Map.of("database.url", url + "?search_path=renamed", "demo", "false"))) {
        TestSite site = parley.site();
        Answer posted = site.post("pier", "Ana", "The pier was quiet this morning.");
        String id = posted.json().getJsonObject("comment").getString("id");
        run(database, "alter table renamed.vote rename to ballot");
        log.start();
        logger.addAppender(log);

        Answer answer =
            parley.send(
                "PUT", site.path("/comments/" + id + "/vote"), new JsonObject().put("value", 1));

        assertEquals(500, answer.status(), answer::text);
        assertEquals("internal", answer.code());
        assertFalse(answer.text().contains("relation"), "a client learns nothing of tables");
        assertEquals(200, site.thread("pier").status(), "the rest goes on");
      }
      List<ILoggingEvent> errors =
          log.list.stream().filter(line -> line.getLevel() == Level.ERROR).toList();
      assertEquals(1, errors.size(), errors::toString);
      String line = errors.get(0).getFormattedMessage();
      assertTrue(line.startsWith("PUT /api/v1/sites/:site/comments/:id/vote failed"), line);
      assertTrue(line.contains("SQL state 42P01"), line);
      assertNotNull(errors.get(0).getThrowableProxy(), "with a stack");
      assertTrue(errors.get(0).getThrowableProxy().getStackTraceElementProxyArray().length > 0);
    } finally {
      logger.detachAppender(log);
      run(database, "drop schema if exists renamed cascade");
      database.close().await(10, TimeUnit.SECONDS);
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static void run(Database database, String sql) throws Exception {
    database.pool().query(sql).execute().await(10, TimeUnit.SECONDS);
  }
}
