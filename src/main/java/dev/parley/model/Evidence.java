package dev.parley.model;

import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * Finds what in a text carries its scores. Each word has the sum of what its features add to the
 * linear score. The strongest words are then tried by leaving them out; a word whose absence does
 * not lower the score is dropped. A site's own model counts as it does in the score.
 *
 * <p>For one thread. The features left without a word are computed once for all attributes of a
 * model, from the words: reading the whole text again for each took two fifths of screening.
 */
public final class Evidence {
  /** So many words are tried by leaving them out, for each span that is wanted. */
  private static final int TRIED = 3;

  private final LinearModel model;
  private final Addition learnt;
  private final Reading reading;
  private final Features features;

  /** What the model reads of the text; a site's own model reads {@link #features}. */
  private final Features read;

  private final String language;
  private final Map<List<Span>, Rest> rests = new HashMap<>();

  /** A span and what it adds to the score. */
  record Part(Span span, double effect) {}

  /** The uncalibrated scores of a text with something left out, and what a site's model adds. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rest(double[] raw, double learnt) {}

  Evidence(
      LinearModel model, Addition learnt, Reading reading, Features features, String language) {
    this.model = model;
    this.learnt = learnt;
    this.reading = reading;
    this.features = features;
    this.read = features.as(model.wording());
    this.language = language;
  }

  /** The words and links that raise the score of an attribute, the strongest first. */
  List<Span> strongest(Attribute attribute, int max) {
    return parts(attribute, max).stream().limit(max).map(Part::span).toList();
  }

  /** The phrases and links that raise the score of an attribute, the strongest first. */
  public List<Span> phrases(Attribute attribute, int max) {
    return Phrases.of(reading, parts(attribute, max), language, max);
  }

  /** What raises the score of an attribute. A finer attribute is only likely if toxicity is. */
  private List<Part> parts(Attribute attribute, int max) {
    int column = model.column(attribute);
    int toxicity = model.column(Attribute.TOXICITY);
    List<Part> candidates = new ArrayList<>(words(column, toxicity));
    for (Link link : reading.links()) {
      candidates.removeIf(p -> p.span().start() >= link.start() && p.span().end() <= link.end());
      // Links are few, and unlike words they have a look that counts: all are tried, first.
      candidates.add(new Part(link.span(), Double.MAX_VALUE));
    }
    candidates.sort(Comparator.comparingDouble(Part::effect).reversed());
    double whole =
        score(
            rests.computeIfAbsent(List.of(), all -> scored(reading, features, read)),
            column,
            toxicity);
    List<Part> parts = new ArrayList<>();
    Set<Span> tried = new HashSet<>();
    for (Part candidate : candidates.subList(0, Math.min(candidates.size(), TRIED * max))) {
      // A word that occurs twice is left out twice: what counts is whether it is there.
      List<Span> alike = alike(candidate.span());
      if (tried.addAll(alike)) {
        Rest rest = rests.computeIfAbsent(alike, left -> rest(candidate.span(), left));
        double effect = whole - score(rest, column, toxicity);
        if (effect > 0) {
          alike.forEach(span -> parts.add(new Part(span, effect)));
        }
      }
    }
    parts.sort(Comparator.comparingDouble(Part::effect).reversed());
    return parts;
  }

  /**
   * A word has features of its own. A link also has a look, so the text is read again without it.
   */
  private Rest rest(Span span, List<Span> alike) {
    Optional<Word> word = word(span);
    if (word.isPresent()) {
      String form = word.get().form();
      Features left = features.without(reading, form);
      return scored(reading, left, read == features ? left : read.without(reading, form));
    }
    Reading rest = Reading.of(without(alike));
    Features left = Features.of(rest);
    return scored(rest, left, left.as(model.wording()));
  }

  private Optional<Word> word(Span span) {
    return reading.words().stream().filter(word -> word.span().equals(span)).findFirst();
  }

  private Rest scored(Reading text, Features of, Features read) {
    return new Rest(model.raw(read), learnt.of(text, of));
  }

  /** The places of a span's word, or the span itself, in order. */
  private List<Span> alike(Span span) {
    Optional<Word> found = word(span);
    return found.isEmpty()
        ? List.of(span)
        : reading.words().stream()
            .filter(word -> word.form().equals(found.get().form()))
            .map(Word::span)
            .distinct()
            .toList();
  }

  private String without(List<Span> spans) {
    StringBuilder rest = new StringBuilder();
    int kept = 0;
    for (Span span : spans) {
      // Words joined from spaced letters may lie inside one another.
      rest.append(reading.original(), kept, Math.max(kept, span.start())).append(' ');
      kept = Math.max(kept, span.end());
    }
    return rest.append(reading.original(), kept, reading.original().length()).toString();
  }

  private double score(Rest text, int column, int toxicity) {
    double[] raw = text.raw();
    double shipped = toxicity < 0 || toxicity == column ? raw[column] : raw[column] + raw[toxicity];
    return learnt.share() * shipped + text.learnt();
  }

  private List<Part> words(int column, int toxicity) {
    List<Word> words = reading.words();
    double[] effects = new double[words.size()];
    boolean finer = toxicity >= 0 && toxicity != column;
    add(
        effects,
        read,
        hash ->
            learnt.share()
                * (model.weight(hash, column) + (finer ? model.weight(hash, toxicity) : 0)));
    if (learnt != Addition.NONE) {
      add(effects, features, learnt::weight);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < effects.length; i++) {
      if (effects[i] > 0) {
        parts.add(new Part(words.get(i).span(), effects[i]));
      }
    }
    return parts;
  }

  /** Adds what each feature adds to the score to the word it came from. */
  private static void add(double[] effects, Features features, IntToDoubleFunction weight) {
    for (int group = 0; group < Features.GROUPS; group++) {
      int[] hashes = features.hashes(group);
      int[] origins = features.origins(group);
      for (int i = 0; i < hashes.length; i++) {
        if (origins[i] >= 0) {
          effects[origins[i]] += features.value(group) * weight.applyAsDouble(hashes[i]);
        }
      }
    }
  }
}
