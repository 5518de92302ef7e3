package dev.parley.opinion;

import dev.parley.model.Attribute;
import io.vertx.core.Future;
import java.util.Map;

/** A model of the operator's, which scores texts in the place of the second opinion. */
public interface OwnModel extends AutoCloseable {
  /** What the versions of all such models begin with. */
  String PREFIX = "own-";

  /**
   * The probabilities of a text, in [0,1]: of toxicity, and of the finer attributes that the model
   * knows. Fails with {@link NoOpinion}.
   *
   * @param text as its author wrote it
   * @param language an ISO 639-1 code
   */
  Future<Map<Attribute, Double>> score(String text, String language);

  /** Its name in the log: {@value #PREFIX} and twelve hexadecimal digits. */
  String version();

  @Override
  void close();

  /** Whether a text was scored by such a model, by the version that it is logged with. */
  static boolean hasScored(String modelVersion) {
    return modelVersion.startsWith(PREFIX);
  }
}
