package dev.parley;

import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.http.Fields;
import dev.parley.problem.Refusal;
import dev.parley.screening.Checks;
import dev.parley.screening.ScoreRoutes;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Scores texts: one JSON object per line, from standard input to standard output, in the same
 * order. A line that cannot be read is answered with its error, and the command goes on.
 */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description =
        "Scores NDJSON texts from standard input: {\"id\":\"1\",\"text\":\"…\",\"lang\":\"en\"}.")
final class ScoreCommand implements Callable<Integer> {
  /** Whoever scores a file can wait. */
  private static final Duration BUDGET = Duration.ofMinutes(1);

  @Option(
      names = "--second-opinion",
      defaultValue = "auto",
      description =
          "When a sentence encoder is asked about English texts: auto (doubtful texts), always or"
              + " never (default: ${DEFAULT-VALUE}).")
  private SecondOpinions.When secondOpinion;

  @Option(
      names = "--explain",
      description = "Answer in words instead: scores, thresholds, signals, evidence and versions.")
  private boolean explain;

  @Override
  public Integer call() throws IOException {
    try (SecondOpinions opinions = SecondOpinions.of(secondOpinion, 1, BUDGET)) {
      return score(Checks.shipped(opinions).ofTexts(Work.here()));
    }
  }

  private int score(Screening screening) throws IOException {
    boolean failed = false;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        JsonObject answer = new JsonObject();
        Optional<Screened> screened = score(screening, line, answer);
        failed |= screened.isEmpty();
        out.write(explain ? Explanation.of(answer, screened) : answer.encode() + "\n");
        if (!in.ready()) {
          out.flush();
        }
      }
    }
    out.flush();
    return failed ? 1 : 0;
  }

  /** Scores a line, if it can be read, and fills in the answer to it. */
  private static Optional<Screened> score(Screening screening, String line, JsonObject answer) {
    JsonObject sent;
    try {
      sent = new JsonObject(line);
    } catch (DecodeException malformed) {
      answer.putNull("id").put("error", "This line is not a JSON object");
      return Optional.empty();
    }
    answer.put("id", sent.getValue("id"));
    try {
      Fields fields = Fields.of(sent);
      String text = fields.text("text", Integer.MAX_VALUE, "Send a text");
      Optional<String> language = ScoreRoutes.language(fields);
      fields.check();
      Draft draft = ScoreRoutes.draft(Place.ANYWHERE, text, language, Clock.systemUTC().instant());
      Screened screened = screening.screen(draft).await();
      answer.mergeIn(screened.answer());
      return Optional.of(screened);
    } catch (Refusal refusal) {
      answer.put("error", refusal.detail());
      return Optional.empty();
    }
  }
}
