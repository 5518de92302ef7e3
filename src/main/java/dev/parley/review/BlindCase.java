package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.screening.Reason;
import dev.parley.screening.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Locale;

/**
 * A case that is decided without the machine's opinion. Some of these comments were published and
 * some were held; until one is decided, nothing a moderator is shown here may tell which, so
 * everything that could is left out for both.
 */
final class BlindCase {
  /** Its verdict: what every other case of the queue has as well. */
  static final Verdict VERDICT = Verdict.HOLD;

  /** Whether {@code comment} is published and nobody is asked about it. */
  static final String SETTLED = "comment.status = 1 and not comment.blind";

  /** Of an author's comments, those that were approved and are not asked about. */
  static final String APPROVED = "count(*) filter (where status = 1 and not blind)::int";

  /** Of an author's comments, those that wait. */
  static final String PENDING = "count(*) filter (where status = 0 or blind)::int";

  /**
   * Columns {@code from_status} and {@code to_status} of a row of the log as moderators are told
   * them while its comment waits blind: it was put there and came back from there, whichever status
   * that is.
   *
   * @param row the name of the row
   * @param blind whether its comment waits blind, in SQL
   */
  static String statuses(String row, String blind) {
    return String.format(
        Locale.ROOT,
        """
        case when %2$s and %1$s.action <> 'undo' then 0::smallint else %1$s.from_status end
          as from_status,
        case when %2$s and %1$s.action in ('undo', 'edit') then 0::smallint else %1$s.to_status end
          as to_status
        """,
        row,
        blind);
  }

  /** Whether a row of the log tells what the machine made of a comment when it came, in SQL. */
  static String isVerdict(String row) {
    return String.format(
        Locale.ROOT, "(%1$s.moderator_id is null and %1$s.from_status is null)", row);
  }

  private BlindCase() {}

  /** Whether a row's comment waits blind. */
  static boolean is(Row row) {
    return row.getBoolean("blind");
  }

  /** The status of a row's comment, as moderators are told it. */
  static Status status(Row row) {
    return is(row) ? Status.PENDING : Status.ofNumber(row.getShort("status"));
  }

  /** The one signal of such a case. */
  static JsonArray signals() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("check", "blind")
                .put("reason", Reason.BLIND_CHECK.name())
                .put("score", 1)
                .put("weight", 1)
                .put("message", Reason.BLIND_CHECK.sentence())
                .put("evidence", new JsonArray()));
  }

  /** What waits blind is found by its one reason only. */
  static String noticed(Reason reason) {
    return reason == Reason.BLIND_CHECK ? "comment.blind" : "not comment.blind";
  }
}
