package dev.parley.benchmark;

import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.screening.Checks;
import dev.parley.screening.ScoreRoutes;
import dev.parley.screening.Screening;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Prints the processor time that reading and screening a comment of about 200 characters takes: all
 * checks, its language guessed, without a second opinion, database or HTTP.
 *
 * <pre>mvn -q -Pbenchmark verify -DskipTests -Dbenchmark.main=Screenings</pre>
 *
 * Every comment is another one, and one in ten is rude, for which evidence is looked up.
 */
public final class Screenings {
  private static final int COMMENTS = 5_000;
  private static final int ROUNDS = 9;
  private static final int MOST_MICROS = 250;

  private final Screening screening;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private Screenings(Screening screening) {
    this.screening = screening;
  }

  public static void main(String[] arguments) {
    try (SecondOpinions never = SecondOpinions.never()) {
      new Screenings(Checks.shipped(never).ofComments(Work.here())).run();
    }
  }

  private void run() {
    List<String> clean = IntStream.range(0, COMMENTS).mapToObj(Comments::text).toList();
    List<String> rude = clean.stream().map(Screenings::rude).toList();
    List<String> mixed =
        IntStream.range(0, COMMENTS)
            .mapToObj(i -> i % 10 == 0 ? rude.get(i) : clean.get(i))
            .toList();
    System.out.print(
        """
        | comments | mean characters | CPU µs a comment | held |
        |---|---:|---:|---:|
        """);
    row("clean", clean);
    row("rude", rude);
    double micros = row("one in ten rude", mixed);
    System.out.printf(
        Locale.ROOT,
        """

        All checks: %.0f µs of processor time a comment (at most %d).
        The middle one of %d rounds of %,d comments each; Java %s, %d processors.
        """,
        micros,
        MOST_MICROS,
        ROUNDS,
        COMMENTS,
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String rude(String text) {
    return text.substring(0, text.length() - 40) + ". Only a stupid moron would not see it.";
  }

  private double row(String name, List<String> texts) {
    // The first rounds warm up.
    double[] rounds = new double[2 * ROUNDS];
    long held = 0;
    for (int round = 0; round < rounds.length; round++) {
      long begin = threads.getCurrentThreadCpuTime();
      held = texts.stream().filter(this::held).count();
      rounds[round] = (threads.getCurrentThreadCpuTime() - begin) / 1000.0 / texts.size();
    }
    double[] measured = Arrays.copyOfRange(rounds, ROUNDS, rounds.length);
    Arrays.sort(measured);
    double middle = measured[ROUNDS / 2];
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %.0f %% |%n",
        name,
        texts.stream().mapToInt(String::length).average().orElse(0),
        middle,
        100.0 * held / texts.size());
    return middle;
  }

  private boolean held(String text) {
    Draft draft = ScoreRoutes.draft(Place.ANYWHERE, text, Optional.empty(), Instant.EPOCH);
    return switch (screening.screen(draft).await().verdict()) {
      case APPROVE -> false;
      case HOLD, REJECT, SPAM -> true;
    };
  }
}
