package dev.parley.figures;

import dev.parley.database.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The raids of a period: comments that came with suddenly many others, as the check for bursts
 * noticed. One raid ends when none has come for an hour.
 */
final class Raids {
  /** The column of a day's line in the table for spreadsheets: how many began on it. */
  static final String COLUMN = "raids";

  /** The most that are told one by one, the latest. */
  private static final int LISTED = 100;

  private static final String RAIDS =
      """
      with came as (
        select comment_id, created_at, verdict,
          created_at - lag(created_at) over (order by created_at, comment_id) > interval '1 hour'
            is not false as first
        from screening
        where site_id = $1 and comment_id >= $2 and comment_id < $3
          and created_at >= $4 and created_at < $5
          and version = 1 and signals @> '[{"reason": "BURST"}]'
      ), counted as (
        select *, count(*) filter (where first) over (order by created_at, comment_id) as raid
        from came
      )
      select min(created_at) as begins, max(created_at) as ends, count(*)::int as n,
        count(*) filter (where verdict = 1)::int as held,
        count(*) filter (where verdict in (2, 3))::int as refused
      from counted group by raid order by raid desc
      """;

  private Raids() {}

  /** Reads the raids of a period, and adds to its days how many began. */
  static JsonObject read(
      Snapshot snapshot, Period period, int site, Map<LocalDate, JsonObject> days)
      throws IOException {
    days.values().forEach(day -> day.put(COLUMN, 0));
    JsonArray listed = new JsonArray();
    int count = 0;
    int comments = 0;
    int held = 0;
    for (Row row : Stats.ask(snapshot, RAIDS, period.of(site))) {
      count++;
      comments += row.getInteger("n");
      held += row.getInteger("held");
      JsonObject day =
          days.getOrDefault(
              row.getOffsetDateTime("begins").withOffsetSameInstant(ZoneOffset.UTC).toLocalDate(),
              new JsonObject().put(COLUMN, 0));
      day.put(COLUMN, day.getInteger(COLUMN) + 1);
      if (listed.size() < LISTED) {
        listed.add(
            new JsonObject()
                .put("begin", row.getOffsetDateTime("begins").toInstant().toString())
                .put("end", row.getOffsetDateTime("ends").toInstant().toString())
                .put("comments", row.getInteger("n"))
                .put("held", row.getInteger("held"))
                .put("refused", row.getInteger("refused")));
      }
    }
    return new JsonObject()
        .put("count", count)
        .put("comments", comments)
        .put("held", held)
        .put("list", listed);
  }
}
