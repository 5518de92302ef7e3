package dev.parley.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RegularlyTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Regularly.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Promise<Void>> begun = new ArrayList<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  private Future<Void> work() {
    Promise<Void> promise = Promise.promise();
    begun.add(promise);
    return promise.future();
  }

  @Test
  void begin_whileTheLastIsUnderWay_doesNothing() {
    Regularly regularly = new Regularly("Work is done later", this::work);
    regularly.begin();
    regularly.begin();
    assertEquals(1, begun.size());

    begun.get(0).complete();
    regularly.begin();

    assertEquals(2, begun.size());
    assertEquals(List.of(), logged.list);
  }

  @Test
  void begin_afterAFailure_beginsAgainAndTheLogTellsWhatIsLate() {
    Regularly regularly = new Regularly("Work is done later", this::work);
    regularly.begin();
    begun.get(0).fail("the store is away");

    regularly.begin();

    assertEquals(2, begun.size());
    assertEquals(1, logged.list.size());
    assertEquals(Level.WARN, logged.list.get(0).getLevel());
    assertEquals("Work is done later: the store is away", logged.list.get(0).getFormattedMessage());
  }

  @Test
  void begin_workThatThrows_isAFailureLikeAnyOther() {
    Regularly regularly =
        new Regularly(
            "Work is done later",
            () -> {
              begun.add(Promise.promise());
              throw new IllegalStateException("broken");
            });
    regularly.begin();
    regularly.begin();

    assertEquals(2, begun.size());
    assertEquals("Work is done later: broken", logged.list.get(1).getFormattedMessage());
  }

  @Test
  void every_untilItIsEnded_beginsAgainAndAgain() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      CountDownLatch thrice = new CountDownLatch(3);
      Runnable end =
          Regularly.every(
              vertx,
              Duration.ofMillis(1),
              "Work is done later",
              () -> {
                thrice.countDown();
                return Future.succeededFuture();
              });
      assertTrue(thrice.await(20, TimeUnit.SECONDS));
      end.run();
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}
