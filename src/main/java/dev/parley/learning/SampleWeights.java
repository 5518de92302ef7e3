package dev.parley.learning;

import dev.parley.learning.PenalisedRegression.Row;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each example counts, so that nobody can bend the model alone.
 *
 * <ul>
 *   <li>Each text counts once ({@link Deduplication}).
 *   <li>All texts of one author together weigh at most {@value #AUTHOR_LEAST}, or {@value
 *       #AUTHOR_SHARE} of all others' texts if that is more.
 *   <li>A moderator with at least {@value #VOICE} decisions is a voice; all who have fewer are one
 *       voice together. Where there are several voices, none weighs more than all others together;
 *       where those weigh less than {@value #MODERATOR_LEAST}, it may weigh {@value
 *       #MODERATOR_LEAST}.
 *   <li>A voice that the others contradict counts less. A model learnt from the others alone finds
 *       some of its decisions less likely than the shipped model does. The mean of that difference
 *       over its decisions, in nats, is {@code g}, and its weight is multiplied by {@code exp(-5 (g
 *       - 0.25))}. That model gives both labels the same weight: moderators who share the work, one
 *       the spam and one the rest, do not contradict each other. The voice with the most
 *       contradiction comes first.
 * </ul>
 */
final class SampleWeights {
  private static final double AUTHOR_LEAST = 3;
  private static final double AUTHOR_SHARE = 0.01;
  private static final int VOICE = 20;

  /** The common voice of all who have fewer decisions. */
  private static final String THE_REST = "";

  private static final double MODERATOR_LEAST = Trial.LEAST;

  /** At most so many voices are examined, those with the most decisions first: bounds the work. */
  private static final int MOST_ASKED = 4;

  /** The others need so many rows of each label before they can contradict a voice. */
  private static final int EVIDENCE = 5;

  private static final double TOLERATED = 0.25;
  private static final double SEVERITY = 5;

  /** An example and its row, whose weight says how much it counts. */
  record WeightedExample(LabelledExample example, Instant first, Row row) {}

  private final List<Deduplication.Unique> texts;
  private final List<LabelledExample> examples;
  private final List<Row> rows;
  private final double[] weights;

  /** The voice of each example: a moderator, or {@link #THE_REST}. */
  private final String[] voices;

  private SampleWeights(Attribute attribute, List<Deduplication.Unique> texts) {
    this.texts = texts;
    this.examples = texts.stream().map(Deduplication.Unique::example).toList();
    this.rows = examples.stream().map(example -> Row.of(example, attribute)).toList();
    this.weights = new double[texts.size()];
    this.voices = new String[texts.size()];
    Arrays.fill(weights, 1);
  }

  /** The examples that have a label of an attribute, each text once, the oldest first. */
  static List<WeightedExample> of(List<LabelledExample> examples, Attribute attribute) {
    SampleWeights all = new SampleWeights(attribute, Deduplication.unique(examples, attribute));
    all.capAuthors();
    all.capModerators();
    return all.weighted();
  }

  private void capAuthors() {
    Map<String, Double> sums = new HashMap<>();
    for (LabelledExample example : examples) {
      if (!example.author().isEmpty()) {
        sums.merge(example.author(), 1.0, Double::sum);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      double sum = sums.getOrDefault(examples.get(i).author(), 1.0);
      double most = Math.max(AUTHOR_LEAST, AUTHOR_SHARE * (examples.size() - sum));
      weights[i] *= Math.min(1, most / sum);
    }
  }

  private void capModerators() {
    Map<String, Integer> counts = new HashMap<>();
    examples.forEach(example -> counts.merge(example.by(), 1, Integer::sum));
    Map<String, Integer> heard = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      String by = examples.get(i).by();
      voices[i] = counts.getOrDefault(by, 0) >= VOICE ? by : THE_REST;
      heard.merge(voices[i], 1, Integer::sum);
    }
    List<String> asked =
        heard.keySet().stream()
            .filter(voice -> heard.getOrDefault(voice, 0) >= VOICE)
            .sorted(
                Comparator.comparing((String voice) -> -heard.getOrDefault(voice, 0))
                    .thenComparing(voice -> voice))
            .toList();
    if (asked.size() < 2) {
      return;
    }
    Map<String, Double> sums = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      sums.merge(voices[i], weights[i], Double::sum);
    }
    double all = sums.values().stream().mapToDouble(sum -> sum).sum();
    sums.remove(THE_REST);
    sums.replaceAll((voice, own) -> Math.min(1, Math.max(all - own, MODERATOR_LEAST) / own));
    apply(sums);
    heedContradictions(new ArrayList<>(asked.subList(0, Math.min(MOST_ASKED, asked.size()))));
  }

  private void apply(Map<String, Double> factors) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factors.getOrDefault(voices[i], 1.0);
    }
  }

  /**
   * Lowers the weight of the voice with the most contradiction, then looks at the rest again
   * without it: otherwise one voice that is wrong would contradict all that are right. Of the last
   * two nobody can say which is wrong, so both may lose weight.
   */
  private void heedContradictions(List<String> voices) {
    Map<String, Double> factors = new HashMap<>();
    double most = 0;
    for (String voice : voices) {
      double worse = contradicted(voice);
      if (voices.size() > 2 && worse > most) {
        factors.clear();
      }
      if (worse > 0 && (voices.size() <= 2 || worse > most)) {
        factors.put(voice, Math.exp(-SEVERITY * worse));
      }
      most = Math.max(most, worse);
    }
    apply(factors);
    if (voices.size() > 2 && !factors.isEmpty()) {
      voices.removeAll(factors.keySet());
      heedContradictions(voices);
    }
  }

  /** How strongly the others contradict a voice, in nats beyond what is tolerated. */
  private double contradicted(String voice) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < weights.length; i++) {
      if (!voices[i].equals(voice)) {
        sums[label(i)] += weights[i];
        counts[label(i)]++;
      }
    }
    if (Math.min(counts[0], counts[1]) < EVIDENCE) {
      return 0;
    }
    List<Row> others = new ArrayList<>();
    List<Row> own = new ArrayList<>();
    double half = (sums[0] + sums[1]) / 2;
    for (int i = 0; i < weights.length; i++) {
      if (voices[i].equals(voice)) {
        own.add(rows.get(i).withWeight(weights[i]));
      } else {
        others.add(rows.get(i).withWeight(weights[i] * half / sums[label(i)]));
      }
    }
    PenalisedRegression regression = PenalisedRegression.of(others, PenalisedRegression.PRIOR);
    double worse = 0;
    double total = 0;
    for (Row row : own) {
      double more = Trial.loss(regression.logit(row), row) - Trial.loss(row.shipped(), row);
      // Agreement on some decisions does not excuse contradiction on others.
      worse += row.weight() * Math.max(0, more);
      total += row.weight();
    }
    return Math.max(0, worse / total - TOLERATED);
  }

  private int label(int i) {
    return rows.get(i).label() ? 1 : 0;
  }

  private List<WeightedExample> weighted() {
    List<WeightedExample> all = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      Row row = rows.get(i).withWeight(weights[i]);
      all.add(new WeightedExample(examples.get(i), texts.get(i).first(), row));
    }
    return all;
  }
}
