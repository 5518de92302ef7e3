package dev.parley.training;

import dev.parley.model.LinearModel;
import dev.parley.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train}: trains the models and writes their card, from a folder of labelled comments. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains the models on a folder of labelled comments; the same seed gives the same models.")
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of labelled comments.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "models",
      description = "Where models and card are written (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      description =
          "Threads, which do not change the result (default: as many as processors)."
              + " With more than one, models are fitted on all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws Exception {
    Corpus corpus;
    try (ProgressBar bar = new ProgressBar("Reading", Source.values().length)) {
      corpus =
          Corpus.read(
              data,
              seed,
              source -> {
                bar.setExtraMessage(source.file());
                bar.step();
              });
    }
    Files.createDirectories(out);
    try (Vectors vectors = Vectors.on(threads)) {
      write(corpus, vectors);
      Models models = Models.in(out);
      Files.writeString(out.resolve("model-card.md"), card(models, corpus, vectors));
      System.out.println("models " + models.version() + " in " + out);
    }
    return 0;
  }

  private String card(Models models, Corpus corpus, Vectors vectors) throws IOException {
    Evaluation evaluation = new Evaluation(models, corpus, seed);
    try (ProgressBar bar = new ProgressBar("Evaluation", -1)) {
      vectors.make(
          evaluation.asked(true),
          all -> {
            bar.maxHint(all);
            bar.step();
          });
    }
    return ModelCard.of(
        models.version(),
        seed,
        corpus,
        evaluation.figures(Scorer.fast(models)),
        evaluation.figures(Scorer.reconsidered(models, vectors, false)),
        evaluation.figures(Scorer.reconsidered(models, vectors, true)),
        new LanguageTrials(corpus, threads).all());
  }

  private void write(Corpus corpus, Vectors vectors) throws IOException {
    Map<String, LinearModel> models;
    Training training;
    try (ProgressBar bar = new ProgressBar("Training", Training.steps())) {
      training =
          new Training(
              corpus,
              threads,
              step -> {
                bar.setExtraMessage(step);
                bar.step();
              });
      models = training.all();
    }
    for (Map.Entry<String, LinearModel> model : models.entrySet()) {
      Models.write(model.getValue(), out, model.getKey());
    }
    try (ProgressBar bar = new ProgressBar("Second opinion", -1)) {
      Models.write(
          training.secondOpinion(
              Objects.requireNonNull(models.get("toxicity-en")),
              Objects.requireNonNull(models.get("spam")),
              vectors,
              all -> {
                bar.maxHint(all);
                bar.step();
              }),
          out);
    }
  }
}
