package dev.parley.publish;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A thread page ready to be sent.
 *
 * @param etag the article's version with that of the site's policy, as an entity tag
 * @param plain the JSON
 * @param gzip the same, compressed
 */
record Page(String etag, Buffer plain, Buffer gzip) {
  static Page of(String version, byte[] json) {
    return new Page("W/\"" + version + "\"", Buffer.buffer(json), Buffer.buffer(gzip(json)));
  }

  int weight() {
    return plain.length() + gzip.length();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }
}
