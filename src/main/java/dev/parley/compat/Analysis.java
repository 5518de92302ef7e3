package dev.parley.compat;

import dev.parley.comment.Draft;
import dev.parley.compat.AnalyzeRequest.Wanted;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Scores a text for a client of Perspective and forgets it, whether that was asked for or not. */
public final class Analysis {
  private final Screening texts;
  private final Screening sentences;
  private final Clock clock;

  /**
   * @param texts the screening of whole texts
   * @param sentences the same by the fast models alone, for these are many
   */
  public Analysis(Screening texts, Screening sentences, Clock clock) {
    this.texts = texts;
    this.sentences = sentences;
    this.clock = clock;
  }

  /** A stretch of the text with what the checks make of it. */
  private record Part(Span span, Screened screened) {}

  /**
   * The answer to a request: work for the processor.
   *
   * @param charge told of the sentences before they are scored; may refuse
   */
  JsonObject of(Site site, AnalyzeRequest request, IntConsumer charge) {
    PerspectiveComment comment = request.comment();
    String detected = comment.detected(site);
    String language = comment.language(detected);
    List<Span> spans = spans(request, language);
    if (spans.size() > 1) {
      charge.accept(spans.size());
    }
    Screened whole = screened(texts, site, comment.text(), language);
    List<Part> parts = parts(site, comment.text(), spans, whole);
    JsonObject scores = new JsonObject();
    request
        .wanted()
        .forEach(
            (name, wanted) -> {
              double summary =
                  wanted
                      .attribute()
                      .of(whole.scores())
                      .orElseThrow(() -> missing(name, request, whole));
              if (summary >= wanted.least()) {
                scores.put(name, scores(wanted, summary, parts));
              }
            });
    return comment.answer(
        new JsonObject()
            .put("attributeScores", scores)
            .put(
                "languages",
                comment.languages().isEmpty()
                    ? new JsonArray().add(detected)
                    : new JsonArray(comment.languages()))
            .put("detectedLanguages", new JsonArray().add(detected)));
  }

  private Screened screened(Screening screening, Site site, String text, String language) {
    return screening.screen(Draft.ofText(site, text, Optional.of(language), clock.instant()));
  }

  /** The sentences if they are asked for; otherwise the whole text is its one part. */
  private static List<Span> spans(AnalyzeRequest request, String language) {
    String text = request.comment().text();
    return request.bySentence() ? Sentences.of(text, language) : List.of(all(text));
  }

  private List<Part> parts(Site site, String text, List<Span> spans, Screened whole) {
    List<Part> parts = new ArrayList<>();
    for (Span span : spans) {
      parts.add(
          new Part(
              span,
              spans.size() == 1
                  ? whole
                  : screened(sentences, site, span.of(text), whole.language())));
    }
    return parts;
  }

  private static Span all(String text) {
    return new Span(0, text.length());
  }

  private static JsonObject scores(Wanted wanted, double summary, List<Part> parts) {
    JsonArray spans = new JsonArray();
    for (Part part : parts) {
      wanted
          .attribute()
          .of(part.screened().scores())
          .ifPresent(
              score ->
                  spans.add(
                      new JsonObject()
                          .put("begin", part.span().start())
                          .put("end", part.span().end())
                          .put("score", score(score))));
    }
    return new JsonObject().put("spanScores", spans).put("summaryScore", score(summary));
  }

  private static JsonObject score(double value) {
    return new JsonObject()
        .put("value", Math.round(value * 1_000_000) / 1_000_000.0)
        .put("type", "PROBABILITY");
  }

  /** Either no model knows the language, or the one that does could not run. */
  private static Refusal missing(String attribute, AnalyzeRequest request, Screened whole) {
    boolean failed =
        whole.signals().stream()
            .anyMatch(
                signal ->
                    signal.reason() == Reason.UNAVAILABLE
                        && List.of("toxicity", "spam").contains(signal.check()));
    return failed
        ? new Refusal(Problem.UNAVAILABLE, "The models cannot score just now").retryAfter(60)
        : PerspectiveError.language(attribute, whole.language(), request.comment().languages());
  }
}
