package dev.parley.training;

import dev.parley.encoder.Encoder;
import dev.parley.encoder.EncoderUnavailable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** The sentence encoder's vectors of examples, each computed once. */
final class Vectors implements AutoCloseable {
  private final Encoder encoder;
  private final ExecutorService threads;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  private Vectors(Encoder encoder, int threads) {
    this.encoder = encoder;
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /** Vectors computed by several threads; the result does not depend on their number. */
  static Vectors on(int threads) throws EncoderUnavailable {
    return new Vectors(Encoder.load(), threads);
  }

  /** Computes the vectors of some examples ahead of time. */
  void make(List<Example> examples, IntConsumer progress) throws IOException {
    Map<String, Future<float[]>> made = new LinkedHashMap<>();
    for (Example example : examples) {
      if (!known.containsKey(example.text())) {
        made.computeIfAbsent(example.text(), text -> threads.submit(() -> encoder.encode(text)));
      }
    }
    for (Map.Entry<String, Future<float[]>> one : made.entrySet()) {
      try {
        known.put(one.getKey(), one.getValue().get());
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
  public void close() {
    threads.shutdownNow();
    encoder.close();
  }
}
