package dev.parley.webhook;

import dev.parley.comment.Snippet;
import dev.parley.comment.Status;
import dev.parley.screening.Reason;
import dev.parley.screening.Threats;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comment as a chat is told of it, as it stands then.
 *
 * @param author the name that is shown; empty when it is told to nobody
 * @param excerpt how it begins; empty when that is told to nobody
 * @param reasons why it was held, in words, the weightiest first
 */
record ToldComment(Optional<String> author, Optional<String> excerpt, List<String> reasons) {
  /** The comment $2 of site $1. */
  static final String SELECT =
      String.format(
          Locale.ROOT,
          """
          select status, author_name, left(body, %d) as body, signals, scores, exists (
              select from decision
              where decision.site_id = $1 and decision.comment_id = $2 and decision.reason = '%s'
            ) as refused_as_threat
          from comment left join lateral (
            select signals, scores from screening
            where screening.site_id = $1 and screening.comment_id = $2
            order by version desc limit 1) screened on true
          where comment.site_id = $1 and comment.id = $2
          """,
          Snippet.READ,
          Threats.REJECTION);

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_EXCERPT = 200;
  private static final int MOST_REASONS = 5;

  /** A signal as it is stored. */
  private record Stored(Reason reason, double weight) {
    static Stream<Stored> of(JsonObject json) {
      return Stream.of(Reason.values())
          .filter(reason -> reason.name().equals(json.getString("reason")))
          .map(reason -> new Stored(reason, json.getDouble("weight", 0.0)));
    }
  }

  /** Empty for a comment that its author or a moderator has deleted. */
  static Optional<ToldComment> of(Row row) {
    if (Status.ofNumber(row.getShort("status")) == Status.DELETED) {
      return Optional.empty();
    }
    List<Stored> signals = signals(row);
    List<String> labels = signals.stream().map(signal -> signal.reason().label()).toList();
    Optional<Double> threat = score(row);
    if (row.getBoolean("refused_as_threat")
        || threat.filter(it -> it >= Threats.SCORE).isPresent()) {
      return Optional.of(withheld(List.of(Reason.THREAT.label())));
    }
    // Where no model looks for threats, what it calls toxic may be one.
    if (threat.isEmpty() && signals.stream().anyMatch(ToldComment::isToxic)) {
      return Optional.of(withheld(labels));
    }
    return Optional.of(
        new ToldComment(
            line(row.getString("author_name"), LONGEST_NAME),
            line(Snippet.of(row.getString("body")), LONGEST_EXCERPT),
            labels));
  }

  private static ToldComment withheld(List<String> reasons) {
    return new ToldComment(Optional.empty(), Optional.empty(), reasons);
  }

  private static boolean isToxic(Stored signal) {
    return signal.reason() == Reason.TOXICITY;
  }

  private static Optional<String> line(String text, int most) {
    return Optional.of(ChatText.line(text, most)).filter(line -> !line.isBlank());
  }

  private static Optional<Double> score(Row row) {
    return row.getValue("scores") instanceof JsonObject scores
        ? Optional.ofNullable(scores.getDouble("threat"))
        : Optional.empty();
  }

  /** Those with weight: the others hold nothing. */
  private static List<Stored> signals(Row row) {
    return row.getValue("signals") instanceof JsonArray stored
        ? stored.stream()
            .map(JsonObject.class::cast)
            .flatMap(Stored::of)
            .filter(signal -> signal.weight() > 0)
            .sorted(Comparator.comparingDouble(Stored::weight).reversed())
            .limit(MOST_REASONS)
            .toList()
        : List.of();
  }
}
