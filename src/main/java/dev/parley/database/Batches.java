package dev.parley.database;

import dev.parley.loop.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks the database many similar questions in one statement. Questions that arrive while others are
 * being answered wait and are asked together a moment later, when more have come: beginning and
 * committing a statement costs the database as much as a few questions do. A question that arrives
 * alone does not wait. It belongs to one event loop.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Batches<Q, A> {
  private final int largest;
  private final Function<List<Asked<Q, A>>, Future<?>> ask;
  private final Consumer<Runnable> later;
  private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
  private final Loop loop = Loop.current();
  private boolean busy;

  /** A question, and the promise of its answer. */
  public record Asked<Q, A>(Q question, Promise<A> answer) {}

  /**
   * Batches of a limited size.
   *
   * @param ask asks a batch: it answers each question, and its future completes when the next batch
   *     may be asked. When the future fails, so do the questions that are not answered; when it
   *     fails because the database is unreachable, so do those that wait.
   * @param later runs something a moment later
   */
  Batches(int largest, Function<List<Asked<Q, A>>, Future<?>> ask, Consumer<Runnable> later) {
    this.largest = largest;
    this.ask = ask;
    this.later = later;
  }

  /** The answer to a question. */
  public Future<A> of(Q question) {
    assert loop.isCurrent();
    Promise<A> answer = Promise.promise();
    waiting.add(new Asked<>(question, answer));
    if (!busy) {
      next();
    }
    return answer.future();
  }

  private void next() {
    busy = !waiting.isEmpty();
    if (!busy) {
      return;
    }
    List<Asked<Q, A>> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < largest) {
      batch.add(waiting.remove());
    }
    Future.succeededFuture(batch)
        .compose(ask::apply)
        .onComplete(
            done -> {
              if (done.failed()) {
                fail(batch, done.cause());
              }
              if (waiting.isEmpty() || waiting.size() >= largest) {
                next();
              } else {
                later.accept(this::next);
              }
            });
  }

  /**
   * While the database is unreachable all questions fail at once: trying each in turn would only
   * multiply the wait.
   */
  private void fail(List<Asked<Q, A>> batch, Throwable failure) {
    List<Asked<Q, A>> all = new ArrayList<>(batch);
    if (Database.isUnavailable(failure)) {
      all.addAll(waiting);
      waiting.clear();
    }
    all.forEach(one -> one.answer().tryFail(failure));
  }
}
