package dev.parley.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A text classifier in a folder: {@code model.onnx}, in the Open Neural Network Exchange format,
 * and {@code tokenizer.json}. Its inputs are those of BERT, its first output one number for each
 * class.
 *
 * <p>One session serves all threads; each call uses only the thread it is made on.
 */
public final class TextClassifier implements AutoCloseable {
  private static final String PIECES = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final TokenizerFile tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private TextClassifier(TokenizerFile tokenizer, OrtEnvironment environment, OrtSession session) {
    this.tokenizer = tokenizer;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads the classifier in a folder, and the native library.
   *
   * @throws EncoderUnavailable with a sentence when either cannot be used
   */
  public static TextClassifier in(Path folder) throws EncoderUnavailable {
    try {
      TokenizerFile tokenizer = TokenizerFile.read(folder.resolve("tokenizer.json"));
      OrtEnvironment environment = OrtEnvironment.getEnvironment(Encoder.LOGGED, "parley");
      OrtSession session = session(environment, folder.resolve("model.onnx"));
      if (!Set.of(PIECES, MASK, TYPES).containsAll(session.getInputNames())) {
        throw new EncoderUnavailable(
            "model.onnx asks for other inputs than a text: " + session.getInputNames());
      }
      return new TextClassifier(tokenizer, environment, session);
    } catch (IOException | OrtException | RuntimeException | LinkageError failure) {
      throw new EncoderUnavailable("The model cannot be loaded: " + failure.getMessage(), failure);
    }
  }

  private static OrtSession session(OrtEnvironment environment, Path file) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(Encoder.LOGGED);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return environment.createSession(file.toString(), options);
    }
  }

  /**
   * The numbers of the classes, before they are probabilities. Of a long text the beginning is
   * read.
   *
   * @throws IllegalStateException when the runtime fails, or the classifier is closed
   */
  public float[] classes(String text) {
    use.readLock().lock();
    try {
      return run(tokenizer.pieces().pieces(text, tokenizer.longest()));
    } finally {
      use.readLock().unlock();
    }
  }

  private float[] run(long[] pieces) {
    long[] ones = new long[pieces.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, new long[][] {pieces});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[][] {new long[pieces.length]})) {
      Map<String, OnnxTensor> inputs = new HashMap<>(Map.of(PIECES, ids, MASK, mask, TYPES, types));
      inputs.keySet().retainAll(session.getInputNames());
      try (OrtSession.Result result = session.run(inputs)) {
        if (result.get(0).getValue() instanceof float[][] rows && rows.length == 1) {
          return rows[0];
        }
        throw new IllegalStateException("model.onnx does not give a number for each class");
      }
    } catch (OrtException failure) {
      throw new IllegalStateException("model.onnx failed", failure);
    }
  }

  /** Frees the weights once all texts in progress have been read. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      session.close();
    } catch (OrtException failure) {
      throw new IllegalStateException("The classifier cannot be closed", failure);
    } finally {
      use.writeLock().unlock();
    }
  }
}
