package dev.parley.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The sentence encoder e5-small-v2 (Wang et al., "Text Embeddings by Weakly-Supervised Contrastive
 * Pre-training", 2022; MIT licence), quantised to 8 bits, English. Its weights come inside a Maven
 * artifact; nothing is fetched.
 *
 * <p>One session serves all threads; each call uses the thread it is made on and no other. A text
 * is encoded by itself, because quantisation looks at a whole batch and would make a text's vector
 * depend on its neighbours. About 15 ms for 200 characters, 220 MB of memory.
 */
public final class Encoder implements AutoCloseable {
  /** Numbers the network gives for each piece of a text. */
  private static final int DIMENSIONS = 384;

  /** Numbers of a vector. */
  public static final int NUMBERS = 3 * DIMENSIONS;

  /** Pieces of a text that are read; the rest is not. */
  private static final int MOST_PIECES = 128;

  private static final String WEIGHTS = "/e5-small-v2-q.onnx";
  private static final String VOCABULARY = "/e5-small-v2-q-tokenizer.json";

  /** What e5 was trained to find before a text that is compared with others of its kind. */
  private static final String PREFIX = "query: ";

  private final WordPiece pieces;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private Encoder(WordPiece pieces, OrtEnvironment environment, OrtSession session) {
    this.pieces = pieces;
    this.environment = environment;
    this.session = session;
  }

  /** Whether there is a native library for a platform, by the names Java gives it. */
  public static boolean runsOn(String system, String processor) {
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    boolean arm = processor.equals("aarch64");
    return system.equals("Linux") && (intel || arm)
        || system.startsWith("Mac") && arm
        || system.startsWith("Windows") && intel;
  }

  /**
   * Loads weights and native library; takes about half a second.
   *
   * @throws EncoderUnavailable when either is missing or does not fit the platform
   */
  public static Encoder load() throws EncoderUnavailable {
    try (InputStream weights = open(WEIGHTS);
        InputStream vocabulary = open(VOCABULARY)) {
      WordPiece pieces = new WordPiece(vocabulary(vocabulary));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      SessionOptions options = new SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new Encoder(
          pieces, environment, environment.createSession(weights.readAllBytes(), options));
    } catch (IOException | OrtException | RuntimeException | LinkageError failure) {
      throw new EncoderUnavailable("The sentence encoder cannot run: " + failure, failure);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Encoder.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(name + " is not among the libraries");
    }
    return in;
  }

  /** The object {@code model.vocab} of the tokenizer's JSON. */
  static Map<String, Integer> vocabulary(InputStream json) throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>(1 << 16);
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("vocab")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String piece = parser.currentName();
            vocabulary.put(piece, parser.nextIntValue(0));
          }
        }
      }
    }
    return vocabulary;
  }

  /**
   * The vector of a text: the mean of its pieces' vectors, of length 1, then their largest and
   * their least numbers, place by place. The mean says what a text is about; in a long text one
   * insult hardly moves it, but stands out.
   *
   * @throws IllegalStateException when the runtime fails
   */
  public float[] encode(String text) {
    long[] ids = pieces.pieces(PREFIX + text, MOST_PIECES);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      return pooled(((float[][][]) result.get(0).getValue())[0]);
    } catch (OrtException failure) {
      throw new IllegalStateException("The sentence encoder failed", failure);
    }
  }

  private static float[] pooled(float[][] vectors) {
    float[] pooled = new float[NUMBERS];
    System.arraycopy(vectors[0], 0, pooled, DIMENSIONS, DIMENSIONS);
    System.arraycopy(vectors[0], 0, pooled, 2 * DIMENSIONS, DIMENSIONS);
    for (float[] vector : vectors) {
      for (int i = 0; i < DIMENSIONS; i++) {
        pooled[i] += vector[i];
        pooled[DIMENSIONS + i] = Math.max(pooled[DIMENSIONS + i], vector[i]);
        pooled[2 * DIMENSIONS + i] = Math.min(pooled[2 * DIMENSIONS + i], vector[i]);
      }
    }
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      square += pooled[i] * pooled[i];
    }
    float length = (float) Math.sqrt(square);
    for (int i = 0; i < DIMENSIONS && length > 0; i++) {
      pooled[i] /= length;
    }
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failure) {
      throw new IllegalStateException("The sentence encoder cannot be closed", failure);
    }
  }
}
