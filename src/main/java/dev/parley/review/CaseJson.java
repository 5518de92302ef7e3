package dev.parley.review;

import dev.parley.comment.Snippet;
import dev.parley.comment.Status;
import dev.parley.comment.Text;
import dev.parley.review.CaseQuery.Queue;
import dev.parley.screening.Reason;
import dev.parley.screening.Verdict;
import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A case as the API shows it, from a row of {@link CaseStore}. */
final class CaseJson {
  /** What says where links are, not what is wrong with them. */
  private static final Set<String> LINKS = Set.of(Reason.LINK.name(), Reason.LINKS.name());

  private CaseJson() {}

  static JsonObject of(Row row, Clock clock) {
    Status status = BlindCase.status(row);
    boolean blind = BlindCase.is(row);
    int reports = row.getInteger("report_n");
    JsonArray actions = new JsonArray();
    if (!CaseAppeals.isOfOthers(row)) {
      status.actions().stream().sorted().forEach(action -> actions.add(action.code()));
    }
    JsonObject json =
        new JsonObject()
            .put("id", row.getUUID("id").toString())
            .put("version", row.getInteger("version"))
            .put("status", status.code())
            .put("queue", queue(row, status, reports))
            .put("comment", comment(row))
            .put("author", author(row))
            .put("signals", blind ? BlindCase.signals() : signals(row))
            .put(
                "verdict",
                (blind ? BlindCase.VERDICT : Verdict.ofNumber(row.getShort("verdict"))).code())
            .put("scores", blind ? new JsonObject() : row.getValue("scores"))
            .put("reports", row.getValue("reports"))
            .put("reportCount", reports)
            .put("waitingSince", waitingSince(row, status, reports))
            .put("actions", actions);
    JsonObject comment = json.getJsonObject("comment");
    comment.put(
        "snippet",
        Snippet.marked(
            comment.getString("body"),
            evidence(json, signal -> true),
            evidence(json, signal -> !LINKS.contains(signal.getString("reason")))));
    JsonObject appeal = CaseAppeals.json(row);
    if (appeal != null) {
      json.put("appeal", appeal);
    }
    claim(row, clock, json);
    return json;
  }

  private static String queue(Row row, Status status, int reports) {
    if (CaseAppeals.waits(row)) {
      return Queue.APPEALS.code();
    }
    return status == Status.APPROVED && reports > 0 ? Queue.REPORTED.code() : status.code();
  }

  /**
   * A comment waits since its author objected, a shown one since its first open report, any other
   * since it was written.
   */
  private static @Nullable String waitingSince(Row row, Status status, int reports) {
    if (CaseAppeals.waits(row)) {
      return time(row, "appealed_at");
    }
    return status == Status.APPROVED && reports > 0
        ? time(row, "reported_at")
        : time(row, "created_at");
  }

  /**
   * Adds the comment as readers see it, with the evidence of its signals marked. That takes a
   * millisecond or more: for a case that is read, not for all of a list.
   */
  static JsonObject withMarks(JsonObject json) {
    List<Span> evidence = evidence(json, signal -> true);
    JsonObject comment = json.getJsonObject("comment");
    return evidence.isEmpty()
        ? json
        : json.put(
            "comment", comment.put("marked", Text.marked(comment.getString("body"), evidence)));
  }

  private static List<Span> evidence(JsonObject json, Predicate<JsonObject> which) {
    return json.getJsonArray("signals").stream()
        .map(JsonObject.class::cast)
        .filter(which)
        .flatMap(signal -> signal.getJsonArray("evidence").stream())
        .map(JsonObject.class::cast)
        .map(span -> new Span(span.getInteger("start"), span.getInteger("end")))
        .toList();
  }

  private static JsonObject comment(Row row) {
    JsonObject comment =
        new JsonObject()
            .put("id", row.getUUID("id").toString())
            .put("body", row.getString("body"))
            .put("html", row.getString("html"))
            .put("createdAt", time(row, "created_at"))
            .put("language", row.getString("language"))
            .put("conversation", row.getInteger("conversation"))
            .put(
                "article",
                new JsonObject()
                    .put("key", row.getString("key"))
                    .put("url", row.getString("url"))
                    .put("title", row.getString("title")));
    if (row.getOffsetDateTime("edited_at") != null) {
      comment.put("editedAt", time(row, "edited_at"));
    }
    if (row.getUUID("parent_id") != null) {
      comment.put(
          "parent",
          new JsonObject()
              .put("id", row.getUUID("parent_id").toString())
              .put("author", new JsonObject().put("name", row.getString("parent_name")))
              .put("html", row.getString("parent_html")));
    }
    return comment;
  }

  private static JsonObject author(Row row) {
    JsonObject author =
        new JsonObject()
            .put("id", row.getUUID("author_id").toString())
            .put("name", row.getString("author_name"))
            .put("email", Email.masked(row.getString("email")))
            .put("approved", row.getInteger("approved"))
            .put("rejected", row.getInteger("rejected"))
            .put("putAside", row.getInteger("put_aside"))
            .put("firstSeen", time(row, "first_seen"));
    if (row.getString("author_url") != null) {
      author.put("url", row.getString("author_url"));
    }
    if (row.getString("address") != null) {
      author.put("ip", row.getString("address"));
    }
    if (row.getUUID("ban_id") != null) {
      author.put(
          "ban",
          new JsonObject()
              .put("id", row.getUUID("ban_id").toString())
              .put("until", time(row, "ban_until"))
              .put("reason", row.getString("ban_reason")));
    }
    return author;
  }

  /** The machine's signals, and readers' reports beside them: both say what is wrong. */
  private static JsonArray signals(Row row) {
    JsonArray signals = new JsonArray();
    if (row.getValue("signals") instanceof JsonArray stored) {
      stored.forEach(signals::add);
    }
    for (Object one : (JsonArray) row.getValue("reports")) {
      JsonObject report = (JsonObject) one;
      String times = " × " + report.getInteger("count");
      signals.add(
          new JsonObject()
              .put("check", "report")
              .put("reason", Reason.REPORTED.name())
              .put("score", 1)
              .put("weight", 1)
              .put("message", "Reported as " + report.getString("reason") + times)
              .put("evidence", new JsonArray()));
    }
    return signals;
  }

  private static void claim(Row row, Clock clock, JsonObject json) {
    OffsetDateTime until = row.getOffsetDateTime("claimed_until");
    if (until != null && until.toInstant().isAfter(clock.instant())) {
      json.put(
          "claim",
          new JsonObject()
              .put(
                  "by",
                  new JsonObject()
                      .put("id", row.getUUID("claimed_by").toString())
                      .put("name", row.getString("claimer")))
              .put("until", until.toInstant().toString()));
    }
  }

  static @Nullable String time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant().toString();
  }
}
