package dev.parley.training;

import dev.parley.model.Models;
import dev.parley.screening.Checks;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import dev.parley.sitemodel.SiteScores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: prints figures of the models on the validation split of a data folder. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Prints figures of the models on the validation split of a data folder; exits with 1 when"
            + " one misses its floor.")
public final class EvaluateCommand implements Callable<Integer> {
  /** Whoever evaluates can wait. */
  private static final Duration BUDGET = Duration.ofMinutes(1);

  @Spec private CommandSpec line;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder of labelled comments.")
  private @Nullable Path data;

  @Option(
      names = "--field",
      paramLabel = "FILE",
      description =
          "Also tell what the default policy does with the comments in this file, all checks"
              + " included; each line is {\"id\",\"lang\",\"kind\":\"spam|toxic|harmless\","
              + "\"text\",\"name\"?,\"url\"?}.")
  private @Nullable Path field;

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

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Keep the sentence encoder's vectors in this file, and take those it has; train knows it"
              + " too.")
  private @Nullable Path kept;

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
    if (data == null && field == null) {
      throw new CommandLine.ParameterException(line.commandLine(), "Give --data, --field or both");
    }
    Models models = folder == null ? Models.shipped() : Models.in(folder);
    List<String> missed = data == null ? List.of() : evaluate(models, data);
    if (field != null) {
      inTheField(models, field);
    }
    line.commandLine().getOut().flush();
    missed.forEach(line.commandLine().getErr()::println);
    return missed.isEmpty() ? 0 : 1;
  }

  private void inTheField(Models models, Path texts) throws IOException {
    SecondOpinions.When asked = SecondOpinions.When.valueOf(when.name());
    try (SecondOpinions opinions = SecondOpinions.of(asked, 1, BUDGET)) {
      Checks checks = Checks.with(models, opinions, SiteScores.NONE);
      FieldReport report = new FieldReport(checks.ofComments(Work.here()));
      line.commandLine().getOut().print(report.of(FieldText.read(texts)));
    }
  }

  /** Prints the figures, and answers which floors they miss. */
  private List<String> evaluate(Models models, Path labelled) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Corpus corpus;
    try (ProgressBar bar = new ProgressBar("Reading", Source.values().length)) {
      corpus = Corpus.read(labelled, seed, source -> bar.step());
    }
    Figures figures;
    try (Vectors vectors = when == When.NEVER ? null : Vectors.on(processors, kept)) {
      figures = figures(models, corpus, vectors);
      if (leaveOut) {
        Training training = new Training(corpus, processors, step -> {});
        new UnseenSources(corpus, training, vectors, figures).add();
      }
    }
    if (siteModels) {
      try (ProgressBar bar = new ProgressBar("Learning", SiteModelSimulation.steps())) {
        Training training = new Training(corpus, 1, step -> {});
        new SiteModelSimulation(labelled, training, step -> bar.step())
            .figures()
            .forEach(figures::add);
      }
    }
    line.commandLine().getOut().print(format.of(models.version(), figures));
    return Floors.missed(when, figures);
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
