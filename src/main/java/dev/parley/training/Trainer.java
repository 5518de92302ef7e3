package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Coefficients;
import dev.parley.model.Features;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import opennlp.tools.ml.EventTrainer;
import opennlp.tools.ml.TrainerFactory;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.OnePassRealValueDataIndexer;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;

/**
 * Trains a linear scorer with OpenNLP's maximum-entropy layer and its quasi-Newton optimiser. A
 * feature's value is its group's value times the naive-Bayes log-count ratio of its bucket (Wang
 * and Manning, "Baselines and Bigrams", 2012). Each style has a bias of its own while training; see
 * {@link Mix}.
 */
final class Trainer {
  private static final String POSITIVE = "1";
  private static final String NEGATIVE = "0";

  private final Settings settings;

  /**
   * What training depends on.
   *
   * @param bits the table has {@code 2^bits} buckets
   * @param cutoff texts a bucket must occur in
   * @param smoothing added to each count
   * @param iterations of the optimiser, at most
   * @param penalty the cost of squared coefficients
   * @param threads used by the optimiser
   * @param sourceBiases whether each style has a bias of its own while training
   */
  record Settings(
      int bits,
      int cutoff,
      double smoothing,
      int iterations,
      double penalty,
      int threads,
      boolean sourceBiases) {}

  Trainer(Settings settings) {
    this.settings = settings;
  }

  Coefficients train(
      List<Example> examples, Attribute attribute, ToDoubleFunction<String> sourceShare)
      throws IOException {
    float[] ratios = ratios(examples, attribute);
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, QNTrainer.MAXENT_QN_VALUE);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, settings.iterations());
    parameters.put(TrainingParameters.CUTOFF_PARAM, 0);
    parameters.put(QNTrainer.L1COST_PARAM, 0.0);
    parameters.put(QNTrainer.L2COST_PARAM, settings.penalty());
    parameters.put(TrainingParameters.THREADS_PARAM, settings.threads());
    Map<String, String> report = new HashMap<>();
    DataIndexer indexer = new OnePassRealValueDataIndexer();
    indexer.init(parameters, report);
    indexer.index(new Events(examples, attribute, ratios, settings));
    EventTrainer trainer = TrainerFactory.getEventTrainer(parameters, report);
    return coefficients((AbstractModel) trainer.train(indexer), ratios, sourceShare);
  }

  private float[] ratios(List<Example> examples, Attribute attribute) {
    int size = 1 << settings.bits();
    int[] positive = new int[size];
    int[] negative = new int[size];
    for (Example example : examples) {
      int[] counts = example.is(attribute) ? positive : negative;
      // Two features of a text may share a bucket; that they count twice does no harm.
      for (int group = 0; group < Features.GROUPS; group++) {
        for (int hash : example.features().hashes(group)) {
          counts[hash >>> (32 - settings.bits())]++;
        }
      }
    }
    double positives = 0;
    double negatives = 0;
    for (int i = 0; i < size; i++) {
      positives += positive[i] + settings.smoothing();
      negatives += negative[i] + settings.smoothing();
    }
    float[] ratios = new float[size];
    for (int i = 0; i < size; i++) {
      if (positive[i] + negative[i] >= settings.cutoff()) {
        ratios[i] =
            (float)
                (Math.log((positive[i] + settings.smoothing()) / positives)
                    - Math.log((negative[i] + settings.smoothing()) / negatives));
      }
    }
    return ratios;
  }

  private Coefficients coefficients(
      AbstractModel model, float[] ratios, ToDoubleFunction<String> sourceShare) {
    Object[] structures = model.getDataStructures();
    Context[] contexts = (Context[]) structures[0];
    @SuppressWarnings("unchecked")
    Map<String, Context> byName = (Map<String, Context>) structures[1];
    int positive = model.getIndex(POSITIVE);
    double bias = 0;
    float[] weights = new float[ratios.length];
    if (contexts.length == 0) {
      return new Coefficients(bias, weights);
    }
    for (Map.Entry<String, Context> entry : byName.entrySet()) {
      Context context = entry.getValue();
      double weight = 0;
      for (int i = 0; i < context.getOutcomes().length; i++) {
        weight +=
            context.getOutcomes()[i] == positive
                ? context.getParameters()[i]
                : -context.getParameters()[i];
      }
      String name = entry.getKey();
      if (name.charAt(0) == 's') {
        bias += weight * (name.length() == 1 ? 1 : sourceShare.applyAsDouble(name.substring(1)));
      } else {
        int bucket = Integer.parseInt(name);
        weights[bucket] = (float) (weight * Math.abs(ratios[bucket]));
      }
    }
    return new Coefficients(bias, weights);
  }

  /**
   * The examples as OpenNLP's events; the optimiser is indifferent to a feature's sign, so values
   * are absolute.
   */
  private static final class Events implements ObjectStream<Event> {
    private final List<Example> examples;
    private final Attribute attribute;
    private final float[] ratios;
    private final int bits;
    private final boolean sourceBiases;
    private final String[] names;
    private Iterator<Example> rest;

    private Events(List<Example> examples, Attribute attribute, float[] ratios, Settings settings) {
      this.examples = examples;
      this.attribute = attribute;
      this.ratios = ratios;
      bits = settings.bits();
      sourceBiases = settings.sourceBiases();
      names = new String[ratios.length];
      rest = examples.iterator();
    }

    @Override
    public @Nullable Event read() {
      if (!rest.hasNext()) {
        return null;
      }
      Example example = rest.next();
      List<String> contexts = new ArrayList<>();
      List<Float> values = new ArrayList<>();
      contexts.add(sourceBiases ? "s" + Mix.style(example.source()) : "s");
      values.add(1f);
      BitSet seen = new BitSet();
      for (int group = 0; group < Features.GROUPS; group++) {
        float value = example.features().value(group);
        for (int hash : example.features().hashes(group)) {
          int bucket = hash >>> (32 - bits);
          if (ratios[bucket] != 0 && !seen.get(bucket)) {
            seen.set(bucket);
            contexts.add(name(bucket));
            values.add(value * Math.abs(ratios[bucket]));
          }
        }
      }
      float[] plain = new float[values.size()];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = values.get(i);
      }
      return new Event(
          example.is(attribute) ? POSITIVE : NEGATIVE, contexts.toArray(String[]::new), plain);
    }

    private String name(int bucket) {
      if (names[bucket] == null) {
        names[bucket] = Integer.toString(bucket);
      }
      return names[bucket];
    }

    @Override
    public void reset() {
      rest = examples.iterator();
    }
  }
}
