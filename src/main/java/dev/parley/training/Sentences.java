package dev.parley.training;

import dev.parley.model.Attribute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own sentences of a language, made from the patterns in {@code sentences-LANGUAGE.txt}: what
 * other data hardly has, and for each of it harmless sentences with the same words. A line {@code =
 * slot: one | two} lists the fillings of a slot, in which there may be slots again; a line {@code
 * kind: pattern} is a pattern. Most patterns train, the others measure; none does both.
 */
final class Sentences {
  /** A pattern of several words is filled so often, one that is a single slot more often. */
  private static final int FILLINGS = 8;

  private static final int FILLINGS_OF_SINGLE = 40;

  /** The share of patterns that train. */
  private static final double TRAINING = 0.7;

  private static final Pattern SLOT = Pattern.compile("\\{([\\p{L}]+)\\}");

  private final Map<String, List<String>> slots = new HashMap<>();
  private final Map<String, Kind> patterns = new LinkedHashMap<>();

  /** What a sentence is. */
  enum Kind {
    THREAT,
    DEHUMANISING,
    SLUR,
    INSULT,
    HARMLESS,
    ADVERT;

    boolean isToxic() {
      return ordinal() < HARMLESS.ordinal();
    }

    /** Its name in files and figures. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The labels of its sentences, as far as the kind tells them. */
    Map<Attribute, Boolean> labels() {
      Map<Attribute, Boolean> labels = new EnumMap<>(Attribute.class);
      labels.put(Attribute.TOXICITY, isToxic());
      labels.put(Attribute.SPAM, this == ADVERT);
      if (isToxic()) {
        labels.put(Attribute.THREAT, this == THREAT);
      }
      if (this == DEHUMANISING || this == SLUR) {
        labels.put(Attribute.IDENTITY_ATTACK, true);
      }
      if (this == INSULT) {
        labels.put(Attribute.INSULT, true);
      }
      return labels;
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** A sentence, and the pattern it was made from. */
  record Sentence(String text, String pattern, Kind kind) {
    /** The place of its pattern when the data is split; see {@link Example#share}. */
    double share(long seed) {
      double place = new SplittableRandom(pattern.hashCode() + seed).nextDouble();
      return place < TRAINING
          ? 0.7 * place / TRAINING
          : 0.86 + 0.14 * (place - TRAINING) / (1 - TRAINING);
    }
  }

  private Sentences() {}

  /** The sentences of a language, always the same ones. */
  static List<Sentence> in(String language) {
    Sentences read = new Sentences();
    String name = "sentences-" + language + ".txt";
    try (InputStream in = Sentences.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .forEach(read::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.sentences();
  }

  /** The kind of each pattern of a language. */
  static Map<String, Kind> kinds(String language) {
    Map<String, Kind> kinds = new HashMap<>();
    in(language).forEach(sentence -> kinds.put(sentence.pattern(), sentence.kind()));
    return kinds;
  }

  private void add(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] parts = line.split(": ", 2);
    if (line.startsWith("= ")) {
      slots.put(parts[0].substring(2), List.of(parts[1].split(" \\| ")));
    } else {
      patterns.put(parts[1], Kind.of(parts[0]));
    }
  }

  private List<Sentence> sentences() {
    Map<String, Sentence> sentences = new LinkedHashMap<>();
    patterns.forEach(
        (pattern, kind) -> {
          SplittableRandom random = new SplittableRandom(pattern.hashCode());
          boolean single = SLOT.matcher(pattern).matches();
          for (int i = single ? FILLINGS_OF_SINGLE : FILLINGS; i > 0; i--) {
            String text = filled(pattern, random);
            sentences.putIfAbsent(text, new Sentence(text, pattern, kind));
          }
        });
    return new ArrayList<>(sentences.values());
  }

  private String filled(String pattern, SplittableRandom random) {
    Matcher slot = SLOT.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (slot.find()) {
      List<String> fillings = slots.get(slot.group(1));
      if (fillings == null) {
        throw new IllegalStateException("There is no slot " + slot.group());
      }
      String filling = fillings.get(random.nextInt(fillings.size()));
      slot.appendReplacement(text, Matcher.quoteReplacement(filled(filling, random)));
    }
    return slot.appendTail(text).toString();
  }
}
