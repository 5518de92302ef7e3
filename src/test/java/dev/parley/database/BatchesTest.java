package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.database.Batches.Asked;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a store that answers when the test says so. */
class BatchesTest {
  private final List<List<Asked<String, String>>> asked = new ArrayList<>();
  private final List<Promise<Void>> done = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final Batches<String, String> batches = new Batches<>(3, this::ask, later::add);

  private Future<Void> ask(List<Asked<String, String>> batch) {
    asked.add(batch);
    done.add(Promise.promise());
    return done.get(done.size() - 1).future();
  }

  private void answer(int batch) {
    asked.get(batch).forEach(one -> one.answer().complete("answer to " + one.question()));
    done.get(batch).complete();
  }

  /** The moment has passed for which a batch waits for more. */
  private void moment() {
    later.remove().run();
  }

  private List<String> questions(int batch) {
    return asked.get(batch).stream().map(Asked::question).toList();
  }

  @Test
  void of_alone_waitsForNobody() {
    Future<String> answer = batches.of("a");
    assertEquals(List.of("a"), questions(0));
    answer(0);
    assertEquals("answer to a", answer.result());
    assertEquals(1, asked.size());
  }

  @Test
  void of_whileOthersAreAnswered_goesTogetherWithWhatWaits() {
    batches.of("a");
    List<Future<String>> waiting = List.of(batches.of("b"), batches.of("c"));
    Future<String> third = batches.of("d");
    Future<String> fourth = batches.of("e");
    assertEquals(1, asked.size());

    answer(0);
    assertEquals(List.of("b", "c", "d"), questions(1));
    answer(1);
    moment();
    assertEquals("answer to c", waiting.get(1).result());
    assertEquals("answer to d", third.result());
    assertEquals(List.of("e"), questions(2));
    assertFalse(fourth.isComplete());
  }

  @Test
  void of_fewWait_areAskedAMomentLaterWithThoseThatCameMeanwhile() {
    batches.of("a");
    batches.of("b");
    answer(0);
    batches.of("c");
    assertEquals(1, asked.size());

    moment();
    assertEquals(List.of("b", "c"), questions(1));
  }

  @Test
  void of_batchThatFails_failsWithItAlone() {
    Future<String> first = batches.of("a");
    Future<String> second = batches.of("b");
    done.get(0).fail(new IllegalStateException("one bad row"));
    moment();

    assertEquals("one bad row", first.cause().getMessage());
    assertEquals(List.of("b"), questions(1));
    answer(1);
    assertEquals("answer to b", second.result());
  }

  @Test
  void of_storeIsAway_failsAllThatWait() {
    Future<String> first = batches.of("a");
    Future<String> second = batches.of("b");
    done.get(0).fail(new ConnectException("away"));

    assertTrue(first.failed());
    assertTrue(second.failed());
    assertEquals(1, asked.size());

    Future<String> afterwards = batches.of("c");
    assertEquals(List.of("c"), questions(1));
    answer(1);
    assertEquals("answer to c", afterwards.result());
  }
}
