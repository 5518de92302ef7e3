package dev.parley.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Context one = ((VertxInternal) vertx).createEventLoopContext();
  private final Context other = ((VertxInternal) vertx).createEventLoopContext();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static <T> CompletableFuture<T> on(Context context, Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        there -> {
          try {
            done.complete(task.call());
          } catch (Exception failed) {
            done.completeExceptionally(failed);
          }
        });
    return done;
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Thread> toldOn(Future<String> future) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Loop.here(future).onComplete(done -> thread.complete(Thread.currentThread()));
    return thread;
  }

  @Test
  void here_completedOnAnotherLoop_isToldOnTheAskingOne() throws Exception {
    Promise<String> promise = Promise.promise();
    CompletableFuture<Thread> told = get(on(one, () -> toldOn(promise.future())));

    Thread completing =
        get(
            on(
                other,
                () -> {
                  promise.complete("read");
                  return Thread.currentThread();
                }));

    assertEquals(get(on(one, Thread::currentThread)), get(told));
    assertNotEquals(completing, get(told));
  }

  @Test
  void here_ofAnotherLoopAndCompleteAlready_isToldOnTheAskingOne() throws Exception {
    Future<String> complete = get(on(other, () -> vertx.timer(1).map("read")));
    complete.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

    Thread told = get(get(on(one, () -> toldOn(complete))));

    assertEquals(get(on(one, Thread::currentThread)), told);
  }

  @Test
  void run_fromAnotherLoop_happensOnItsOwn() throws Exception {
    Loop loop = get(on(one, Loop::current));
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    boolean isCurrent = get(on(other, loop::isCurrent));
    on(other, () -> loop).thenAccept(it -> it.run(() -> ran.complete(Thread.currentThread())));

    assertEquals(false, isCurrent);
    assertEquals(get(on(one, Thread::currentThread)), get(ran));
  }
}
