package dev.parley.training;

import dev.parley.model.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evaluate}: prints figures of the models on the validation split of a data folder. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Prints figures of the models on the validation split of a data folder.")
public final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of labelled comments.")
  private Path data;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder that train wrote; absent: the shipped models.")
  private @Nullable Path folder;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown (default: ${DEFAULT-VALUE}).")
  private Report format;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--leave-out",
      description =
          "Also train spam again without each video and each site, and measure on what was left"
              + " out.")
  private boolean leaveOut;

  /** Whether a second opinion is asked for. */
  enum When {
    NEVER,
    AUTO,
    ALWAYS
  }

  @Option(
      names = "--second-opinion",
      defaultValue = "auto",
      description =
          "When the sentence encoder is asked about English toxicity: auto (doubtful texts), always"
              + " or never (default: ${DEFAULT-VALUE}).")
  private When when;

  @Override
  public Integer call() throws Exception {
    Models models = folder == null ? Models.shipped() : Models.in(folder);
    Corpus corpus;
    try (ProgressBar bar = new ProgressBar("Reading", Source.values().length)) {
      corpus = Corpus.read(data, seed, source -> bar.step());
    }
    List<Evaluation.Figure> figures = new ArrayList<>(figures(models, corpus));
    Evaluation evaluation = new Evaluation(models, corpus, Evaluation.fast(models));
    if (leaveOut) {
      figures.addAll(evaluation.leavingOut(new Training(corpus, 1, step -> {})));
    }
    System.out.print(format.of(models.version(), figures));
    return 0;
  }

  private List<Evaluation.Figure> figures(Models models, Corpus corpus) throws Exception {
    if (when == When.NEVER) {
      return new Evaluation(models, corpus, Evaluation.fast(models)).figures();
    }
    try (Vectors vectors = Vectors.on(Runtime.getRuntime().availableProcessors());
        ProgressBar bar = new ProgressBar("Second opinion", -1)) {
      Evaluation.Scorer fast = Evaluation.fast(models);
      vectors.make(
          corpus.where(
              e ->
                  e.split() == Example.Split.VALIDATION
                      && models.knowsMore(fast.score(e))
                      && (when == When.ALWAYS || models.doubts(fast.score(e)))),
          all -> {
            bar.maxHint(all);
            bar.step();
          });
      return new Evaluation(
              models, corpus, Evaluation.reconsidered(models, vectors, when == When.ALWAYS))
          .figures();
    }
  }
}
