package dev.parley.figures;

import dev.parley.database.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What blind checks say of the comments that the machine published in a period: how many were drawn
 * by chance, how many of these moderators decided on, and how many they found wrong. What nobody
 * decided within a week, what was changed or deleted before, and what went with a ban or in a purge
 * says nothing.
 */
final class Audit {
  /** The columns of a day's line in the table for spreadsheets. */
  static final List<String> COLUMNS = List.of("auditDrawn", "auditDecided", "auditWrong");

  /** Of fewer decisions in a language, no rate is told: its interval would be half the scale. */
  private static final int TELLING = 20;

  private static final String DRAWN =
      """
      select grouping(day, language) = 3 as every, day, language, count(*)::int as drawn,
        count(outcome)::int as decided, count(*) filter (where outcome in (2, 3))::int as wrong
      from (
        select (drawn_at at time zone 'UTC')::date as day, language, outcome from audit
        where site_id = $1 and comment_id >= $2 and comment_id < $3
          and drawn_at >= $4 and drawn_at < $5 and published) drawn
      group by grouping sets ((), (day), (language)) order by language
      """;

  private Audit() {}

  /**
   * Reads the figures of a period, and adds those of its days.
   *
   * @param share that of published comments which the site has drawn at present
   */
  static JsonObject read(
      Snapshot snapshot, Period period, int site, double share, Map<LocalDate, JsonObject> days)
      throws IOException {
    JsonObject figures = new JsonObject().put("share", share);
    List<JsonObject> languages = new ArrayList<>();
    days.values().forEach(day -> COLUMNS.forEach(column -> day.put(column, 0)));
    for (Row row : Stats.ask(snapshot, DRAWN, period.of(site))) {
      @Nullable LocalDate day = row.getLocalDate("day");
      if (row.getBoolean("every")) {
        figures.mergeIn(found(row));
      } else if (day != null) {
        days.getOrDefault(day, new JsonObject())
            .put("auditDrawn", row.getInteger("drawn"))
            .put("auditDecided", row.getInteger("decided"))
            .put("auditWrong", row.getInteger("wrong"));
      } else if (row.getInteger("decided") >= TELLING) {
        languages.add(
            new JsonObject().put("language", row.getString("language")).mergeIn(found(row)));
      }
    }
    return figures.put("languages", new JsonArray(languages));
  }

  private static JsonObject found(Row row) {
    int decided = row.getInteger("decided");
    int wrong = row.getInteger("wrong");
    JsonObject found =
        new JsonObject()
            .put("drawn", row.getInteger("drawn"))
            .put("decided", decided)
            .put("wrong", wrong)
            .put("rate", Agreement.share(wrong, decided));
    if (decided == 0) {
      return found.putNull("interval");
    }
    WilsonInterval interval = WilsonInterval.of(wrong, decided);
    return found.put(
        "interval",
        new JsonObject()
            .put("low", Agreement.rounded(interval.low()))
            .put("high", Agreement.rounded(interval.high())));
  }
}
