package dev.parley.review;

import dev.parley.comment.Action;
import dev.parley.comment.ReasonText;
import dev.parley.comment.ReportReasons;
import dev.parley.comment.Status;
import dev.parley.ledger.LogActions;
import dev.parley.review.CaseOrder.Sort;
import dev.parley.review.CaseQuery.Queue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The codes of what a moderator meets and does, in the order they are shown: consoles have words
 * for them, and no list of their own.
 */
final class Vocabulary {
  private Vocabulary() {}

  static JsonObject json() {
    return new JsonObject()
        .put("statuses", codes(Status.values(), Status::code))
        .put("actions", codes(Action.values(), Action::code))
        .put("rejections", new JsonArray(ReasonText.choices()))
        .put("reports", new JsonArray(ReportReasons.CODES))
        .put("queues", codes(Queue.values(), Vocabulary::queue))
        .put("sorts", codes(Sort.values(), sort -> sort.name().toLowerCase(Locale.ROOT)))
        .put("logged", new JsonArray(LogActions.codes()));
  }

  private static JsonObject queue(Queue queue) {
    return new JsonObject().put("queue", queue.code()).put("waits", queue.waits());
  }

  private static <T> JsonArray codes(T[] all, Function<T, Object> code) {
    JsonArray codes = new JsonArray();
    Stream.of(all).map(code).forEach(codes::add);
    return codes;
  }
}
