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
 * How much each decision counts, so that nobody bends the model alone.
 *
 * <ul>
 *   <li>The same text counts once, with its latest label, or a moderator's before any other; nearly
 *       the same texts with the same label count once.
 *   <li>An author's texts weigh together at most {@value #AUTHOR_LEAST}, or {@value #AUTHOR_SHARE}
 *       of all others' texts if that is more.
 *   <li>Where several moderators have decided about at least {@value #VOICE} texts each, those with
 *       fewer taken for one, none weighs more than all others together, and none but the first
 *       {@value #MODERATOR_LEAST} where the others are fewer. And one whose decisions are
 *       contradicted counts less: a model learnt from the others alone finds some decisions less
 *       likely than the shipped model does; by how much, in nats, as a mean over the moderator's
 *       decisions, is {@code g}, and they weigh {@code exp(-5 (g - 0.25))}. That model gives both
 *       labels the same weight, so that moderators who share the work, one the spam and one the
 *       rest, do not contradict each other. The most contradicted is dealt with first.
 * </ul>
 */
final class SampleWeights {
  private static final double AUTHOR_LEAST = 3;
  private static final double AUTHOR_SHARE = 0.01;
  private static final int VOICE = 20;

  /** All who have decided about fewer texts: together a voice like a moderator's. */
  private static final String THE_REST = "";

  private static final double MODERATOR_LEAST = Trial.LEAST;

  /** Moderators asked about one by one, those with the most decisions first: bounds the work. */
  private static final int MOST_ASKED = 4;

  /** Rows of a label the others must have before they can contradict. */
  private static final int EVIDENCE = 5;

  private static final double TOLERATED = 0.25;
  private static final double SEVERITY = 5;

  /** A lesson and what it counts, in rows. */
  record Weighed(LabelledExample lesson, Instant first, Row row) {}

  private final List<Deduplication.Once> texts;
  private final List<LabelledExample> lessons;
  private final List<Row> rows;
  private final double[] weights;

  /** Who speaks in each: a moderator, or {@link #THE_REST}. */
  private final String[] voices;

  private SampleWeights(Attribute attribute, List<Deduplication.Once> texts) {
    this.texts = texts;
    this.lessons = texts.stream().map(Deduplication.Once::lesson).toList();
    this.rows = lessons.stream().map(lesson -> Row.of(lesson, attribute)).toList();
    this.weights = new double[texts.size()];
    this.voices = new String[texts.size()];
    Arrays.fill(weights, 1);
  }

  /** The lessons about an attribute, each text once, in the order they were decided. */
  static List<Weighed> of(List<LabelledExample> lessons, Attribute attribute) {
    SampleWeights weighing = new SampleWeights(attribute, Deduplication.once(lessons, attribute));
    weighing.capAuthors();
    weighing.capModerators();
    return weighing.weighed();
  }

  private void capAuthors() {
    Map<String, Double> sums = new HashMap<>();
    for (LabelledExample lesson : lessons) {
      if (!lesson.author().isEmpty()) {
        sums.merge(lesson.author(), 1.0, Double::sum);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      double sum = sums.getOrDefault(lessons.get(i).author(), 1.0);
      double most = Math.max(AUTHOR_LEAST, AUTHOR_SHARE * (lessons.size() - sum));
      weights[i] *= Math.min(1, most / sum);
    }
  }

  private void capModerators() {
    Map<String, Integer> counts = new HashMap<>();
    lessons.forEach(lesson -> counts.merge(lesson.by(), 1, Integer::sum));
    Map<String, Integer> heard = new HashMap<>();
    for (int i = 0; i < weights.length; i++) {
      String by = lessons.get(i).by();
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
   * Who is contradicted most speaks first, and then counts less when the rest are heard: otherwise
   * one who is wrong would contradict all who are right. Of the last two nobody can say who is.
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

  /** How much less likely the others make a voice's decisions, in nats beyond the tolerated. */
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
        own.add(rows.get(i).weighing(weights[i]));
      } else {
        others.add(rows.get(i).weighing(weights[i] * half / sums[label(i)]));
      }
    }
    PenalisedRegression fit = PenalisedRegression.of(others, PenalisedRegression.PRIOR);
    double worse = 0;
    double total = 0;
    for (Row row : own) {
      double more = Trial.loss(fit.logit(row), row) - Trial.loss(row.shipped(), row);
      // What others make likelier is no excuse for what they make less likely.
      worse += row.weight() * Math.max(0, more);
      total += row.weight();
    }
    return Math.max(0, worse / total - TOLERATED);
  }

  private int label(int i) {
    return rows.get(i).label() ? 1 : 0;
  }

  private List<Weighed> weighed() {
    List<Weighed> all = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      Row row = rows.get(i).weighing(weights[i]);
      all.add(new Weighed(lessons.get(i), texts.get(i).first(), row));
    }
    return all;
  }
}
