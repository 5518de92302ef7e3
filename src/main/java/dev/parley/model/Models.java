package dev.parley.model;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The fast models: toxicity with its attributes, by language, and spam. Immutable and safe for any
 * number of threads.
 *
 * <p>The attributes beside toxicity are the product of the probability of toxicity and that of the
 * attribute given toxicity.
 */
public final class Models {
  private static final String SUFFIX = ".model";

  /** The models there are, without suffix. */
  public static final List<String> NAMES =
      List.of("toxicity-en", "toxicity-de", "toxicity-pt", "spam");

  private final List<LinearModel> models;
  private final String version;

  private Models(List<ModelFile> files) {
    models = files.stream().map(ModelFile::model).toList();
    MessageDigest digest = ModelFile.sha256();
    files.forEach(file -> digest.update(file.digest()));
    version = HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /**
   * The models that come with Parley, loaded at the first call.
   *
   * @throws ModelUnavailable when a file is missing or damaged, at every call
   */
  public static Models shipped() throws ModelUnavailable {
    return Shipped.get();
  }

  /**
   * The models in a folder that {@code train} wrote.
   *
   * @throws ModelUnavailable when a file is missing or damaged
   */
  public static Models in(Path folder) throws ModelUnavailable {
    return load(
        name -> {
          Path file = folder.resolve(name);
          return Files.exists(file) ? Files.newInputStream(file) : InputStream.nullInputStream();
        });
  }

  /** Opens the file of a model by its name; an empty stream stands for a missing file. */
  interface Opener {
    InputStream open(String name) throws IOException;
  }

  static Models load(Opener files) throws ModelUnavailable {
    List<ModelFile> read = new ArrayList<>();
    for (String name : NAMES) {
      try (InputStream in = files.open(name + SUFFIX)) {
        read.add(ModelFile.read(name, in));
      } catch (IOException e) {
        throw new ModelUnavailable("the model " + name + " cannot be read", e);
      }
    }
    return new Models(read);
  }

  /** The file in {@code folder} that the model {@code name} is kept in. */
  public static Path file(Path folder, String name) {
    return folder.resolve(name + SUFFIX);
  }

  /** Writes a model under its name. */
  public static void write(LinearModel model, Path folder, String name) throws IOException {
    ModelFile.write(model, file(folder, name));
  }

  /** Names these models: twelve hexadecimal digits of a hash of their files. */
  public String version() {
    return version;
  }

  /** Scores a text as being in a language, given by its ISO 639-1 code. */
  public Scores score(Reading reading, String language) {
    return score(Features.of(reading), language);
  }

  /** Scores the features of a text as being in a language. */
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

  /**
   * The words and links that raise a score, the most important first, in UTF-16 offsets of the
   * original text; empty when nothing raises it or the language has no model for the attribute.
   */
  public List<Span> evidence(Attribute attribute, Reading reading, String language, int max) {
    for (LinearModel model : models) {
      int column = model.column(attribute);
      if (column >= 0 && model.languages().contains(language)) {
        // Without toxicity no attribute of it is likely, so both count for the attributes.
        int toxicity = model.column(Attribute.TOXICITY);
        return new Evidence(model, reading).strongest(column, toxicity, max);
      }
    }
    return List.of();
  }

  /** Holds the shipped models, or why there are none. */
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
