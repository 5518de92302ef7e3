package dev.parley.training;

import dev.parley.encoder.Encoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of texts, kept in a file between runs: 16 bytes of a hash, and then {@link
 * Encoder#NUMBERS} numbers of 4 bytes, again and again. The hash is that of the text and of how the
 * encoder reads a certain sentence, so what another encoder or processor has written is never
 * found. No text is in the file.
 */
final class VectorFile implements Closeable {
  private static final String SENTENCE = "the council repairs the old bridge by the mill";
  private static final int RECORD = 16 + Encoder.NUMBERS * Float.BYTES;

  private final byte[] encoder;
  private final Map<UUID, float[]> known = new ConcurrentHashMap<>();
  private final DataOutputStream out;

  private VectorFile(byte[] encoder, DataOutputStream out) {
    this.encoder = encoder;
    this.out = out;
  }

  /** Opens a file, or makes one. A last record that was not written to its end is cut off. */
  static VectorFile open(Path file, Encoder encoder) throws IOException {
    ByteBuffer manner = ByteBuffer.allocate(Encoder.NUMBERS * Float.BYTES);
    for (float number : encoder.encode(SENTENCE)) {
      manner.putFloat(number);
    }
    long records = Files.exists(file) ? Files.size(file) / RECORD : 0;
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.truncate(records * RECORD);
    }
    VectorFile opened =
        new VectorFile(
            manner.array(),
            new DataOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.APPEND), 1 << 16)));
    opened.read(file, records);
    return opened;
  }

  private void read(Path file, long records) throws IOException {
    byte[] record = new byte[RECORD];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (long i = 0; i < records; i++) {
        in.readFully(record);
        ByteBuffer bytes = ByteBuffer.wrap(record);
        UUID key = new UUID(bytes.getLong(), bytes.getLong());
        float[] vector = new float[Encoder.NUMBERS];
        bytes.asFloatBuffer().get(vector);
        known.put(key, vector);
      }
    }
  }

  /** The vector of a text; null when it is not known. */
  float @Nullable [] of(String text) {
    return known.get(key(text));
  }

  /** Keeps the vector of a text. */
  void add(String text, float[] vector) throws IOException {
    UUID key = key(text);
    if (known.putIfAbsent(key, vector) == null) {
      ByteBuffer record = ByteBuffer.allocate(RECORD);
      record.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
      record.asFloatBuffer().put(vector);
      out.write(record.array());
    }
  }

  private UUID key(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(encoder);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
