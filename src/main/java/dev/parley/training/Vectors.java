package dev.parley.training;

import dev.parley.encoder.Encoder;
import dev.parley.encoder.EncoderUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The sentence encoder's vectors of examples, each computed once. */
final class Vectors implements AutoCloseable {
  private final Encoder encoder;
  private final ExecutorService threads;
  private final @Nullable VectorFile file;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  private Vectors(Encoder encoder, int threads, @Nullable VectorFile file) {
    this.encoder = encoder;
    this.threads = Executors.newFixedThreadPool(threads);
    this.file = file;
  }

  /**
   * Vectors computed by several threads; the result does not depend on their number.
   *
   * @param kept a file that keeps them for the next run; null: none
   */
  static Vectors on(int threads, @Nullable Path kept) throws EncoderUnavailable, IOException {
    Encoder encoder = Encoder.load();
    try {
      return new Vectors(encoder, threads, kept == null ? null : VectorFile.open(kept, encoder));
    } catch (IOException e) {
      encoder.close();
      throw e;
    }
  }

  /** Computes the vectors of some examples ahead of time. */
  void make(List<Example> examples, IntConsumer progress) throws IOException {
    VectorFile kept = file;
    Map<String, Future<float[]>> made = new LinkedHashMap<>();
    for (Example example : examples) {
      String text = example.text();
      float[] before = kept == null || known.containsKey(text) ? null : kept.of(text);
      if (before != null) {
        known.put(text, before);
      } else if (!known.containsKey(text)) {
        made.computeIfAbsent(text, one -> threads.submit(() -> encoder.encode(one)));
      }
    }
    for (Map.Entry<String, Future<float[]>> one : made.entrySet()) {
      try {
        float[] vector = one.getValue().get();
        known.put(one.getKey(), vector);
        if (kept != null) {
          kept.add(one.getKey(), vector);
        }
        progress.accept(made.size());
      } catch (ExecutionException failure) {
        throw new IOException("A text could not be encoded", failure);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("Stopped while encoding", stopped);
      }
    }
  }

  float[] of(Example example) {
    return known.computeIfAbsent(example.text(), encoder::encode);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    encoder.close();
    if (file != null) {
      file.close();
    }
  }
}
