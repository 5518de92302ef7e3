package dev.parley.http;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that are too long for memory, each written by a thread that waits for its client. A few
 * run at once on this node. Safe for several threads.
 */
public final class Downloads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Downloads.class);
  private static final int MOST = 2;
  private static final int PART = 1 << 16;
  private static final int AGAIN_SECONDS = 60;

  private final Semaphore free = new Semaphore(MOST);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MOST,
          work -> {
            Thread one = new Thread(work, "downloads");
            one.setDaemon(true);
            return one;
          });

  /** What is downloaded. */
  public interface Body {
    /** Writes it, and closes {@code out}. It may take as long as the client does. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Begins to write a body into an answer; refused while others run.
   *
   * @param loop the event loop of the request
   * @param noted what has to be done before anything leaves
   * @param answer the answer with its head, once nothing is refused any more
   */
  public Future<Void> begin(
      Context loop, Supplier<Future<Void>> noted, Supplier<HttpServerResponse> answer, Body body) {
    if (!free.tryAcquire()) {
      throw new Refusal(
              Problem.UNAVAILABLE, "Other exports are running. Ask again when one has ended.")
          .retryAfter(AGAIN_SECONDS);
    }
    return Future.succeededFuture()
        .compose(begun -> noted.get())
        .<Void>map(
            done -> {
              HttpServerResponse response = answer.get();
              threads.execute(() -> write(body, loop, response));
              return null;
            })
        .onFailure(failed -> free.release());
  }

  private void write(Body body, Context loop, HttpServerResponse response) {
    try {
      body.write(new BufferedOutputStream(new ResponseStream(loop, response), PART));
      loop.runOnContext(there -> response.end());
    } catch (IOException | RuntimeException failed) {
      log.info("A download ended early: {}", failed.toString());
      loop.runOnContext(there -> giveUp(response));
    } finally {
      free.release();
    }
  }

  /** An answer that merely ended would look like a whole one. */
  private static void giveUp(HttpServerResponse response) {
    if (response.headWritten()) {
      response.reset();
    } else {
      response.setChunked(false).headers().remove("Content-Encoding").remove("Content-Disposition");
      Answers.problem(response, new Refusal(Problem.UNAVAILABLE));
    }
  }

  /** Ends what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
