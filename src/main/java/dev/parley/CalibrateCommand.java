package dev.parley;

import dev.parley.perspective.Calibration;
import dev.parley.screening.Checks;
import dev.parley.screening.Screening;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import dev.parley.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds which score here stands for an old score. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description =
        "Tells which score stands for an old one of Perspective, from a table with the columns"
            + " text (or id of a comment), score and perhaps attribute and lang; keeps the scale for"
            + " keys that ask for it.")
final class CalibrateCommand implements Callable<Integer> {
  /** Whoever calibrates can wait. */
  private static final Duration BUDGET = Duration.ofMinutes(1);

  @ParentCommand private Main parent;

  @Option(
      names = "--perspective",
      paramLabel = "FILE",
      required = true,
      description = "A table of comma-separated values with a header.")
  private Path table;

  @Option(
      names = "--site",
      paramLabel = "SLUG",
      description = "The site it is for; may be left out when there is only one.")
  private @Nullable String slug;

  @Override
  public Integer call() throws Exception {
    try (SecondOpinions opinions = SecondOpinions.of(SecondOpinions.When.AUTO, 1, BUDGET)) {
      Screening screening = Checks.shipped(opinions).ofTexts(Work.here());
      List<String> told =
          CommandDatabase.working(
              parent.config(),
              database -> {
                Site site = NamedSite.of(database, slug);
                return new Calibration(database, screening, site).of(table);
              });
      told.forEach(System.out::println);
    }
    return 0;
  }
}
