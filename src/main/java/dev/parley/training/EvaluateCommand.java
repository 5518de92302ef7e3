package dev.parley.training;

import dev.parley.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: prints figures of the models on the validation split of a data folder. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Prints figures of the models on the validation split of a data folder.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec line;

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
      description = "Seed of the split, of intervals and disguises (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--leave-out",
      description =
          "Also train spam again without each of several sites and each video, and measure on what"
              + " was left out.")
  private boolean leaveOut;

  @Option(
      names = "--house",
      description =
          "Also simulate sites that learn: train again without each of several sources, then tell"
              + " its labels one by one.")
  private boolean siteModels;

  /** When to ask for a second opinion. */
  enum When {
    NEVER,
    AUTO,
    ALWAYS
  }

  @Option(
      names = "--second-opinion",
      defaultValue = "auto",
      description =
          "When the sentence encoder is asked about English texts: auto (doubtful texts), always"
              + " or never (default: ${DEFAULT-VALUE}).")
  private When when;

  @Override
  public Integer call() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Models models = folder == null ? Models.shipped() : Models.in(folder);
    Corpus corpus;
    try (ProgressBar bar = new ProgressBar("Reading", Source.values().length)) {
      corpus = Corpus.read(data, seed, source -> bar.step());
    }
    Figures figures;
    try (Vectors vectors = when == When.NEVER ? null : Vectors.on(processors)) {
      figures = figures(models, corpus, vectors);
      if (leaveOut) {
        Training training = new Training(corpus, processors, step -> {});
        new UnseenSources(corpus, training, vectors, figures).add();
      }
    }
    if (siteModels) {
      try (ProgressBar bar = new ProgressBar("Learning", SiteModelSimulation.steps())) {
        Training training = new Training(corpus, 1, step -> {});
        new SiteModelSimulation(data, training, step -> bar.step()).figures().forEach(figures::add);
      }
    }
    line.commandLine().getOut().print(format.of(models.version(), figures));
    line.commandLine().getOut().flush();
    return 0;
  }

  private Figures figures(Models models, Corpus corpus, @Nullable Vectors vectors)
      throws IOException {
    Evaluation evaluation = new Evaluation(models, corpus, seed);
    if (vectors == null) {
      return evaluation.figures(Scorer.fast(models));
    }
    boolean always = when == When.ALWAYS;
    try (ProgressBar bar = new ProgressBar("Second opinion", -1)) {
      vectors.make(
          evaluation.asked(always),
          all -> {
            bar.maxHint(all);
            bar.step();
          });
      return evaluation.figures(Scorer.reconsidered(models, vectors, always));
    }
  }
}
