package dev.parley.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer, written by a thread that waits until the client has taken what came
 * before. A client that takes nothing for a minute is given up.
 */
final class ResponseStream extends OutputStream {
  private static final long PATIENCE_SECONDS = 60;

  private final Context loop;
  private final HttpServerResponse response;

  /**
   * @param loop the event loop of the request
   */
  ResponseStream(Context loop, HttpServerResponse response) {
    this.loop = loop;
    this.response = response;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    Buffer part = Buffer.buffer(length).appendBytes(bytes, from, length);
    Promise<Void> taken = Promise.promise();
    loop.runOnContext(
        there -> Future.succeededFuture(part).compose(response::write).onComplete(taken));
    try {
      taken.future().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException("The client has taken nothing for a minute", late);
    }
  }
}
