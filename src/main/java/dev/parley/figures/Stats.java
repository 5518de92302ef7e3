package dev.parley.figures;

import dev.parley.comment.Waiting;
import dev.parley.database.Patiently;
import dev.parley.database.Snapshot;
import dev.parley.moderator.OnSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened on a site in a period, from the log and the store as they are at one moment. */
final class Stats {
  private static final List<String> STATUSES = List.of("pending", "approved", "rejected", "spam");
  private static final int HOURS = 24;

  /** What became of comments when they came, by day and by hour of the day. */
  private static final String ARRIVALS =
      """
      with arrived as (
        select to_status, (created_at at time zone 'UTC')::date as day,
          extract(hour from created_at at time zone 'UTC')::int as hour
        from decision
        where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
          and moderator_id is null and from_status is null and comment_id is not null
          and to_status between 0 and 3)
      select day, hour, to_status, count(*)::int as n from arrived
      group by grouping sets ((day, to_status), (hour, to_status))
      """;

  /**
   * What people decided, in all, by moderator, by day and by hour. A comment that waited has waited
   * since it last began to; that is when it came, was held after an edit, or was put back.
   */
  private static final String DECISIONS =
      """
      with decided as (
        select one.moderator_id, (one.created_at at time zone 'UTC')::date as day,
          extract(hour from one.created_at at time zone 'UTC')::int as hour,
          case when one.from_status = 0 then
            extract(epoch from one.created_at - waiting.since)::float8 end as seconds,
          exists (
            select from decision undo where undo.site_id = $1
              and undo.comment_id = one.comment_id and undo.undoes = one.id) as undone
        from decision one
        left join lateral (
          select max(created_at) as since from decision before
          where before.site_id = $1 and before.comment_id = one.comment_id and before.id < one.id
            and before.to_status = 0 and before.from_status is distinct from 0) waiting on true
        where one.site_id = $1 and one.id >= $2 and one.id < $3
          and one.created_at >= $4 and one.created_at < $5
          and one.moderator_id is not null and one.comment_id is not null
          and one.to_status is not null and one.action <> 'undo')
      select grouping(moderator_id) as team, decided.moderator_id, day, hour, count(*)::int as n,
        count(*) filter (where undone)::int as undone, count(seconds)::int as waited,
        percentile_cont(0.5) within group (order by seconds) as median,
        percentile_cont(0.9) within group (order by seconds) as most
      from decided
      group by grouping sets ((), (moderator_id), (day), (hour))
      """;

  private static final String NAMES = "select id, name from moderator where id = any($1)";

  /** What waits now, by how long; ids are in the order of time. */
  private static final String QUEUE =
      """
      select count(*)::int as n, min(created_at) as oldest,
        count(*) filter (where created_at > $2::timestamptz - interval '15 minutes')::int as a,
        count(*) filter (where created_at <= $2::timestamptz - interval '15 minutes'
          and created_at > $2::timestamptz - interval '1 hour')::int as b,
        count(*) filter (where created_at <= $2::timestamptz - interval '1 hour'
          and created_at > $2::timestamptz - interval '2 hours')::int as c,
        count(*) filter (where created_at <= $2::timestamptz - interval '2 hours'
          and created_at > $2::timestamptz - interval '4 hours')::int as d,
        count(*) filter (where created_at <= $2::timestamptz - interval '4 hours')::int as e
      from comment where site_id = $1 and %s
      """
          .formatted(Waiting.CONDITION);

  private static final String REPORTS =
      """
      select reason, count(*)::int as n from report
      where site_id = $1 and created_at >= $2 and created_at < $3 group by reason order by reason
      """;

  private final OnSite on;
  private final Period period;
  private final Instant now;

  Stats(OnSite on, Period period, Instant now) {
    this.on = on;
    this.period = period;
    this.now = now;
  }

  /** Reads all figures. */
  JsonObject read(Snapshot snapshot) throws IOException {
    Map<LocalDate, JsonObject> days = new TreeMap<>();
    for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
      days.put(day, line(new JsonObject().put("day", day.toString())));
    }
    List<JsonObject> hours = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(line(new JsonObject().put("hour", hour)));
    }
    JsonObject volume = volume(snapshot, days, hours);
    JsonObject json =
        new JsonObject()
            .put("from", period.from().toString())
            .put("to", period.to().toString())
            .put("volume", volume)
            .put("queue", queue(snapshot));
    decisions(snapshot, json, days, hours);
    json.put(
        "audit",
        Audit.read(snapshot, period, on.site().id(), on.site().settings().auditShare(), days));
    json.put("raids", Raids.read(snapshot, period, on.site().id(), days));
    return json.put("drift", DriftReading.open(snapshot, on.site().id()))
        .put("days", new JsonArray(List.copyOf(days.values())))
        .put("hours", new JsonArray(hours))
        .put("reports", reports(snapshot))
        .mergeIn(
            new Agreement(on.site(), period)
                .read(snapshot, volume.getInteger("comments") - volume.getInteger("pending")));
  }

  private static JsonObject line(JsonObject line) {
    STATUSES.forEach(status -> line.put(status, 0));
    return line.put("decisions", 0).putNull("medianSeconds");
  }

  private JsonObject volume(
      Snapshot snapshot, Map<LocalDate, JsonObject> days, List<JsonObject> hours)
      throws IOException {
    JsonObject volume = new JsonObject();
    STATUSES.forEach(status -> volume.put(status, 0));
    int all = 0;
    for (Row row : ask(snapshot, ARRIVALS, period.of(on.site().id()))) {
      String status = STATUSES.get(row.getShort("to_status"));
      int n = row.getInteger("n");
      @Nullable LocalDate day = row.getLocalDate("day");
      if (day == null) {
        hours.get(row.getInteger("hour")).put(status, n);
      } else {
        days.getOrDefault(day, new JsonObject()).put(status, n);
        volume.put(status, volume.getInteger(status) + n);
        all += n;
      }
    }
    return volume.put("comments", all);
  }

  private void decisions(
      Snapshot snapshot, JsonObject json, Map<LocalDate, JsonObject> days, List<JsonObject> hours)
      throws IOException {
    Map<UUID, JsonObject> people = new TreeMap<>();
    for (Row row : ask(snapshot, DECISIONS, period.of(on.site().id()))) {
      @Nullable LocalDate day = row.getLocalDate("day");
      @Nullable Integer hour = row.getInteger("hour");
      if (day != null) {
        pace(days.getOrDefault(day, new JsonObject()), row);
      } else if (hour != null) {
        pace(hours.get(hour), row);
      } else if (row.getInteger("team") == 0) {
        people.put(row.getUUID("moderator_id"), speed(row));
      } else {
        json.put("decisions", speed(row));
      }
    }
    json.put("moderators", named(snapshot, people));
  }

  private static void pace(JsonObject line, Row row) {
    line.put("decisions", row.getInteger("n")).put("medianSeconds", seconds(row, "median"));
  }

  private static JsonObject speed(Row row) {
    return new JsonObject()
        .put("decisions", row.getInteger("n"))
        .put("undone", row.getInteger("undone"))
        .put("waited", row.getInteger("waited"))
        .put("medianSeconds", seconds(row, "median"))
        .put("p90Seconds", seconds(row, "most"));
  }

  private static @Nullable Double seconds(Row row, String column) {
    @Nullable Double seconds = row.getDouble(column);
    return seconds == null ? null : Math.round(seconds * 10) / 10.0;
  }

  /** Others' figures are for administrators alone; their own everyone sees. */
  private JsonArray named(Snapshot snapshot, Map<UUID, JsonObject> people) throws IOException {
    if (!on.moderator().isAdministrator()) {
      people.keySet().retainAll(List.of(on.moderator().id()));
    }
    List<JsonObject> named = new ArrayList<>();
    for (Row row : ask(snapshot, NAMES, Tuple.of((Object) people.keySet().toArray(UUID[]::new)))) {
      UUID id = row.getUUID("id");
      named.add(
          new JsonObject()
              .put(
                  "moderator",
                  new JsonObject().put("id", id.toString()).put("name", row.getString("name")))
              .mergeIn(people.getOrDefault(id, new JsonObject())));
    }
    named.sort(
        java.util.Comparator.comparingInt((JsonObject one) -> -one.getInteger("decisions"))
            .thenComparing(one -> one.getJsonObject("moderator").getString("name")));
    return new JsonArray(named);
  }

  private JsonObject queue(Snapshot snapshot) throws IOException {
    Row row =
        ask(snapshot, QUEUE, Tuple.of(on.site().id(), now.atOffset(java.time.ZoneOffset.UTC)))
            .iterator()
            .next();
    @Nullable OffsetDateTime oldest = row.getOffsetDateTime("oldest");
    return new JsonObject()
        .put("waiting", row.getInteger("n"))
        .put("oldest", oldest == null ? null : oldest.toInstant().toString())
        .put(
            "ages",
            new JsonObject()
                .put("under15Minutes", row.getInteger("a"))
                .put("under1Hour", row.getInteger("b"))
                .put("under2Hours", row.getInteger("c"))
                .put("under4Hours", row.getInteger("d"))
                .put("longer", row.getInteger("e")));
  }

  private JsonObject reports(Snapshot snapshot) throws IOException {
    JsonObject reasons = new JsonObject();
    int all = 0;
    Tuple of =
        Tuple.of(
            on.site().id(),
            period.from().atOffset(java.time.ZoneOffset.UTC),
            period.to().atOffset(java.time.ZoneOffset.UTC));
    for (Row row : ask(snapshot, REPORTS, of)) {
      reasons.put(row.getString("reason"), row.getInteger("n"));
      all += row.getInteger("n");
    }
    return new JsonObject().put("count", all).put("reasons", reasons);
  }

  static RowSet<Row> ask(Snapshot snapshot, String statement, Tuple values) throws IOException {
    return Patiently.await(snapshot.client().preparedQuery(statement).execute(values));
  }

  /** The days as a table for spreadsheets. */
  static String csv(JsonObject stats) {
    List<String> columns = new ArrayList<>(List.of("day"));
    columns.addAll(STATUSES);
    columns.addAll(List.of("decisions", "medianSeconds"));
    columns.addAll(Audit.COLUMNS);
    columns.add(Raids.COLUMN);
    StringBuilder csv = new StringBuilder(String.join(",", columns)).append("\r\n");
    for (Object day : stats.getJsonArray("days")) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        Object value = ((JsonObject) day).getValue(column);
        cells.add(value == null ? "" : value.toString());
      }
      csv.append(String.join(",", cells)).append("\r\n");
    }
    return csv.toString();
  }
}
