package dev.parley.model;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fast models: toxicity with its finer attributes, by language, and spam. With them come the
 * weights for second opinions on English texts. Immutable and safe for any number of threads.
 *
 * <p>The score of a finer attribute is the probability of toxicity times that of the attribute
 * given toxicity.
 */
public final class Models {
  private static final String SUFFIX = ".model";

  /** The names of all models, without suffix. */
  public static final List<String> NAMES =
      Stream.concat(
              Arrays.stream(ModelledLanguage.values()).map(ModelledLanguage::model),
              Stream.of("spam"))
          .toList();

  /** Those that a folder cannot be without. */
  private static final Set<String> ALWAYS = Set.of(ModelledLanguage.ENGLISH.model(), "spam");

  /** The name of the weights for second opinions. */
  public static final String SECOND_OPINION = "second-opinion";

  private final List<LinearModel> models;
  private final SecondOpinion secondOpinion;
  private final String version;

  private Models(List<LinearModel> models, SecondOpinion secondOpinion, String version) {
    this.models = List.copyOf(models);
    this.secondOpinion = secondOpinion;
    this.version = version;
  }

  /**
   * The models that come with Parley, loaded by the first call.
   *
   * @throws ModelUnavailable when a file is missing or damaged, at every call
   */
  public static Models shipped() throws ModelUnavailable {
    return Shipped.get();
  }

  /**
   * The models in a folder that {@code train} wrote. A language that it had no data for has none.
   *
   * @throws ModelUnavailable when the file of another model is missing, or one is damaged
   */
  public static Models in(Path folder) throws ModelUnavailable {
    List<String> names =
        NAMES.stream()
            .filter(name -> ALWAYS.contains(name) || Files.exists(file(folder, name)))
            .toList();
    return load(files(folder), names);
  }

  private static Opener files(Path folder) {
    return name -> {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.newInputStream(file) : InputStream.nullInputStream();
    };
  }

  /** Opens the file of a model by its name; a missing file is an empty stream. */
  interface Opener {
    InputStream open(String name) throws IOException;
  }

  static Models load(Opener files) throws ModelUnavailable {
    return load(files, NAMES);
  }

  private static Models load(Opener files, List<String> names) throws ModelUnavailable {
    List<LinearModel> models = new ArrayList<>();
    MessageDigest digest = ModelFile.sha256();
    for (String name : names) {
      models.add(read(files, name, digest, LinearModel::read));
    }
    SecondOpinion second = read(files, SECOND_OPINION, digest, SecondOpinion::read);
    return new Models(models, second, HexFormat.of().formatHex(digest.digest(), 0, 6));
  }

  private interface Format<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> T read(Opener files, String name, MessageDigest digest, Format<T> format)
      throws ModelUnavailable {
    try (InputStream in = files.open(name + SUFFIX)) {
      ModelFile file = ModelFile.read(name, in);
      digest.update(file.digest());
      return format.read(file.data());
    } catch (IOException e) {
      throw new ModelUnavailable("the model " + name + " cannot be read", e);
    }
  }

  /**
   * Reads one model from a folder that {@code train} wrote.
   *
   * @throws ModelUnavailable when its file is missing or damaged
   */
  public static LinearModel read(Path folder, String name) throws ModelUnavailable {
    return read(files(folder), name, ModelFile.sha256(), LinearModel::read);
  }

  /** The file of the model {@code name} in {@code folder}. */
  public static Path file(Path folder, String name) {
    return folder.resolve(name + SUFFIX);
  }

  /** Writes a model under its name. */
  public static void write(LinearModel model, Path folder, String name) throws IOException {
    ModelFile.write(file(folder, name), model::write);
  }

  /** Writes the weights for second opinions. */
  public static void write(SecondOpinion opinion, Path folder) throws IOException {
    ModelFile.write(file(folder, SECOND_OPINION), opinion::write);
  }

  /** The version of these models: twelve hexadecimal digits of a hash of their files. */
  public String version() {
    return version;
  }

  /** Scores a text in a language, given by its ISO 639-1 code. */
  public Scores score(Reading reading, String language) {
    return score(Features.of(reading), language);
  }

  /** Scores the features of a text in a language. */
  public Scores score(Features features, String language) {
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    for (LinearModel model : models) {
      if (model.languages().contains(language)) {
        double[] probabilities = model.probabilities(features);
        int toxicity = model.column(Attribute.TOXICITY);
        for (int i = 0; i < probabilities.length; i++) {
          boolean given = toxicity >= 0 && i != toxicity;
          scores.put(
              model.columns().get(i).attribute(),
              given ? probabilities[i] * probabilities[toxicity] : probabilities[i]);
        }
      }
    }
    return new Scores(language, scores);
  }

  /** The weights for second opinions. */
  public SecondOpinion secondOpinion() {
    return secondOpinion;
  }

  /** Whether a second opinion is possible for these scores. */
  public boolean knowsMore(Scores fast) {
    return fast.language().equals(SecondOpinion.LANGUAGE)
        && secondOpinion.attributes().stream().anyMatch(one -> fast.of(one).isPresent());
  }

  /** Whether one of these scores is in the band where a second opinion pays. */
  public boolean doubts(Scores fast) {
    return knowsMore(fast) && secondOpinion.doubts(fast);
  }

  /**
   * The scores after the second opinion on each attribute it knows; the finer attributes change in
   * proportion to toxicity.
   *
   * @param vector the text's vector, from the sentence encoder
   */
  public Scores reconsidered(Features features, Scores fast, float[] vector) {
    if (!knowsMore(fast)) {
      return fast;
    }
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    scores.putAll(fast.available());
    for (Attribute attribute : secondOpinion.attributes()) {
      OptionalDouble first = fast.of(attribute);
      if (first.isPresent()) {
        double raw = raw(attribute, features);
        double score = secondOpinion.on(attribute).probability(raw, vector);
        scores.put(attribute, score);
        if (attribute == Attribute.TOXICITY) {
          proportion(scores, score, first.getAsDouble());
        }
      }
    }
    return new Scores(fast.language(), scores);
  }

  private static void proportion(Map<Attribute, Double> scores, double toxicity, double first) {
    scores.replaceAll(
        (attribute, score) ->
            attribute == Attribute.SPAM || attribute == Attribute.TOXICITY
                ? score
                : first == 0 ? 0 : Math.min(toxicity, score * toxicity / first));
  }

  private double raw(Attribute attribute, Features features) {
    for (LinearModel model : models) {
      int column = model.column(attribute);
      if (column >= 0 && model.languages().contains(SecondOpinion.LANGUAGE)) {
        return model.raw(features)[column];
      }
    }
    throw new IllegalStateException(
        "No model of " + attribute.key() + " for " + SecondOpinion.LANGUAGE);
  }

  /**
   * The words and links that raise a score, the most important first, in UTF-16 offsets of the
   * original text. Empty when nothing raises it or the language has no model for the attribute.
   *
   * @param learnt the addition of the site's own model to this attribute
   */
  public List<Span> evidence(
      Attribute attribute, Reading reading, String language, Addition learnt, int max) {
    return evidence(attribute, reading, Features.of(reading), language, learnt)
        .map(found -> found.strongest(attribute, max))
        .orElse(List.of());
  }

  /**
   * The evidence for the scores of the model that knows an attribute; empty when the language has
   * none.
   *
   * @param learnt the addition of the site's own model to this attribute
   */
  public Optional<Evidence> evidence(
      Attribute attribute, Reading reading, Features features, String language, Addition learnt) {
    return models.stream()
        .filter(model -> model.languages().contains(language) && model.column(attribute) >= 0)
        .findFirst()
        .map(model -> new Evidence(model, learnt, reading, features, language));
  }

  /** Holds the shipped models, or the reason there are none. */
  private static final class Shipped {
    private static final Object LOADED = load();

    private static Object load() {
      try {
        return Models.load(Shipped::open);
      } catch (ModelUnavailable e) {
        return e;
      }
    }

    private static InputStream open(String name) {
      InputStream in = Models.class.getResourceAsStream(name);
      return in == null ? InputStream.nullInputStream() : in;
    }

    private static Models get() throws ModelUnavailable {
      if (LOADED instanceof Models models) {
        return models;
      }
      ModelUnavailable why = (ModelUnavailable) LOADED;
      throw new ModelUnavailable(String.valueOf(why.getMessage()), why);
    }
  }
}
