package dev.parley.training;

import dev.parley.model.LinearModel;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.ModelledLanguage;
import dev.parley.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains the models and writes their card, from a folder of labelled comments. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Trains the models on a folder of labelled comments; the same seed gives the same models.")
public final class TrainCommand implements Callable<Integer> {
  /** What the card tells of, whatever the languages. */
  private static final List<String> NEEDED =
      List.of(ModelledLanguage.ENGLISH.model(), "spam", Models.SECOND_OPINION);

  @Spec private CommandSpec line;

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

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "MODEL",
      description =
          "Train only these, such as toxicity-de,spam,second-opinion: the same files that training"
              + " all would write. Other files in DIR stay as they are, and the card tells of all."
              + " A second opinion is trained on top of toxicity-en and spam.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Keep the sentence encoder's vectors in this file, and take those it has: 12 kilobytes a"
              + " text, 1.2 GB for all.")
  private @Nullable Path kept;

  @Override
  public Integer call() throws Exception {
    Set<String> names = names();
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
    try (Vectors vectors = Vectors.on(threads, kept)) {
      write(names, corpus, vectors);
      List<String> missing =
          NEEDED.stream().filter(name -> !Files.exists(Models.file(out, name))).toList();
      if (missing.isEmpty()) {
        Models models = Models.in(out);
        Files.writeString(out.resolve("model-card.md"), card(models, corpus, vectors));
        System.out.println("models " + models.version() + " in " + out);
      } else {
        System.out.println("no card: " + out + " is without " + String.join(", ", missing));
      }
    }
    return 0;
  }

  /** The models to train. */
  private Set<String> names() {
    Set<String> all = new LinkedHashSet<>(Models.NAMES);
    all.add(Models.SECOND_OPINION);
    for (String name : only) {
      if (!all.contains(name)) {
        throw new CommandLine.ParameterException(
            line.commandLine(),
            "--only: there is no model " + name + "; models are " + String.join(", ", all));
      }
    }
    return only.isEmpty() ? all : only;
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

  private void write(Set<String> names, Corpus corpus, Vectors vectors)
      throws IOException, ModelUnavailable {
    Training training;
    try (ProgressBar bar = new ProgressBar("Training", Training.steps(names))) {
      training =
          new Training(
              corpus,
              threads,
              step -> {
                bar.setExtraMessage(step);
                bar.step();
              });
      for (Map.Entry<String, LinearModel> model : training.models(names).entrySet()) {
        Models.write(model.getValue(), out, model.getKey());
      }
    }
    if (!names.contains(Models.SECOND_OPINION)) {
      if (names.contains(ModelledLanguage.ENGLISH.model()) || names.contains("spam")) {
        System.out.println(
            "a second opinion stands on toxicity-en and spam: train second-opinion, too");
      }
      return;
    }
    // Read again, so that it is the same whether or not these two have just been trained.
    LinearModel toxicity = Models.read(out, ModelledLanguage.ENGLISH.model());
    LinearModel spam = Models.read(out, "spam");
    try (ProgressBar bar = new ProgressBar("Second opinion", -1)) {
      Models.write(
          training.secondOpinion(
              toxicity,
              spam,
              vectors,
              all -> {
                bar.maxHint(all);
                bar.step();
              }),
          out);
    }
  }
}
