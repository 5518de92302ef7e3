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

  @Override
  public Integer call() throws Exception {
    Models models = folder == null ? Models.shipped() : Models.in(folder);
    Corpus corpus;
    try (ProgressBar bar = new ProgressBar("Reading", Source.values().length)) {
      corpus = Corpus.read(data, seed, source -> bar.step());
    }
    Evaluation evaluation = new Evaluation(models, corpus);
    List<Evaluation.Figure> figures = new ArrayList<>(evaluation.figures());
    if (leaveOut) {
      figures.addAll(evaluation.leavingOut(new Training(corpus, 1, step -> {})));
    }
    System.out.print(format.of(models.version(), figures));
    return 0;
  }
}
