package dev.parley.perspective;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.ScoresOrigin;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.moderator.ScoreScale;
import dev.parley.perspective.AnalyzeRequest.Wanted;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import dev.parley.text.Span;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntConsumer;

/**
 * Scores a text for a client of Perspective and then forgets it, whether or not the client asked
 * for that.
 */
public final class Analysis {
  /** Each is scored separately, which takes as long as a comment; the rest counts as one more. */
  static final int MOST_SENTENCES = 32;

  private final Screening texts;
  private final Screening sentences;
  private final OldScales scales;
  private final Clock clock;

  /**
   * @param texts the screening of whole texts
   * @param sentences a screening by the fast models alone, because sentences are many
   * @param scales on which keys may ask for scores
   */
  public Analysis(Screening texts, Screening sentences, OldScales scales, Clock clock) {
    this.scales = scales;
    this.texts = texts;
    this.sentences = sentences;
    this.clock = clock;
  }

  /** A stretch of the text with its screening. */
  private record Part(Span span, Screened screened) {}

  /** A comment whose text has been read, and the stretches that the client asks for. */
  private record Read(String detected, Text text, List<Span> spans) {}

  /**
   * The answer to a request.
   *
   * @param charge called with the number of sentences before they are scored; may refuse
   */
  Future<JsonObject> of(ApiKeyHolder caller, AnalyzeRequest request, IntConsumer charge) {
    Site site = caller.site();
    return texts
        .run(() -> read(site, request))
        .compose(
            read -> {
              if (read.spans().size() > 1) {
                charge.accept(read.spans().size());
              }
              return screened(texts, site, read.text())
                  .compose(
                      whole ->
                          parts(site, read, whole)
                              .compose(
                                  parts ->
                                      scale(caller, whole)
                                          .map(
                                              scale ->
                                                  answer(
                                                      request,
                                                      read.detected(),
                                                      whole,
                                                      parts,
                                                      scale))));
            });
  }

  /** The likeliest language of a comment. */
  Future<String> language(Site site, PerspectiveComment comment) {
    return texts.run(() -> comment.read(site).language().code());
  }

  private static Read read(Site site, AnalyzeRequest request) {
    Text read = request.comment().read(site);
    Text text = request.comment().inItsLanguage(read);
    List<Span> spans = request.bySentence() ? text.sentences(MOST_SENTENCES) : List.of(all(text));
    return new Read(read.language().code(), text, spans);
  }

  /** The scales that the answer's scores are on; none are Parley's own. */
  private Future<Map<PerspectiveAttribute, OldScale>> scale(ApiKeyHolder caller, Screened whole) {
    return caller.scale() == ScoreScale.PERSPECTIVE
        ? scales.of(caller.site().id(), whole.language())
        : Future.succeededFuture(Map.of());
  }

  private static JsonObject answer(
      AnalyzeRequest request,
      String detected,
      Screened whole,
      List<Part> parts,
      Map<PerspectiveAttribute, OldScale> scale) {
    PerspectiveComment comment = request.comment();
    JsonObject scores = new JsonObject();
    request
        .wanted()
        .forEach(
            (name, wanted) -> {
              DoubleUnaryOperator told = on(scale, wanted.attribute());
              double summary =
                  wanted
                      .attribute()
                      .of(whole.scores())
                      .map(told::applyAsDouble)
                      .orElseThrow(() -> missing(name, request, whole));
              if (summary >= wanted.least()) {
                scores.put(name, scores(wanted, summary, parts, told));
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
            .put("detectedLanguages", new JsonArray().add(detected))
            .put("parley", origin(whole, onOldScale(request, scale))));
  }

  private static DoubleUnaryOperator on(
      Map<PerspectiveAttribute, OldScale> scale, PerspectiveAttribute attribute) {
    OldScale old = scale.get(attribute);
    return old == null ? DoubleUnaryOperator.identity() : old::old;
  }

  /** The attributes asked for whose scores are on the old scale. */
  private static List<String> onOldScale(
      AnalyzeRequest request, Map<PerspectiveAttribute, OldScale> scale) {
    return request.wanted().entrySet().stream()
        .filter(wanted -> scale.containsKey(wanted.getValue().attribute()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static JsonObject origin(Screened whole, List<String> onOldScale) {
    return onOldScale.isEmpty()
        ? ScoresOrigin.of(whole, ScoreScale.PARLEY)
        : ScoresOrigin.of(whole, ScoreScale.PERSPECTIVE)
            .put("onOldScale", new JsonArray(onOldScale));
  }

  private Future<Screened> screened(Screening screening, Site site, Text text) {
    return screening.screen(Draft.asked(Place.on(site), text, clock.instant()));
  }

  /** One part after another, because there are many. */
  private Future<List<Part>> parts(Site site, Read read, Screened whole) {
    if (read.spans().size() == 1) {
      return Future.succeededFuture(List.of(new Part(read.spans().get(0), whole)));
    }
    Future<List<Part>> all = Future.succeededFuture(new ArrayList<>());
    for (Span span : read.spans()) {
      all =
          all.compose(
              parts ->
                  sentences
                      .run(() -> sentence(site, read.text(), span))
                      .compose(text -> screened(sentences, site, text))
                      .map(
                          screened -> {
                            parts.add(new Part(span, screened));
                            return parts;
                          }));
    }
    return all;
  }

  private static Text sentence(Site site, Text text, Span span) {
    return Text.read(span.of(text.body()), site.settings(), Optional.empty()).as(text.language());
  }

  private static Span all(Text text) {
    return new Span(0, text.body().length());
  }

  private static JsonObject scores(
      Wanted wanted, double summary, List<Part> parts, DoubleUnaryOperator told) {
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
                          .put("score", score(told.applyAsDouble(score)))));
    }
    return new JsonObject().put("spanScores", spans).put("summaryScore", score(summary));
  }

  private static JsonObject score(double value) {
    return new JsonObject()
        .put("value", Math.round(value * 1_000_000) / 1_000_000.0)
        .put("type", "PROBABILITY");
  }

  /** Either no model knows the language, or its model could not run. */
  private static Refusal missing(String attribute, AnalyzeRequest request, Screened whole) {
    boolean failed =
        whole.signals().stream()
            .anyMatch(
                signal ->
                    signal.reason() == Reason.UNAVAILABLE
                        && List.of("toxicity", "spam").contains(signal.check()));
    return failed
        ? new Refusal(
                Problem.UNAVAILABLE, "The models cannot score right now. Try again in a moment.")
            .retryAfter(60)
        : PerspectiveError.language(attribute, whole.language(), request.comment().languages());
  }
}
