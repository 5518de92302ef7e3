package dev.parley.figures;

import dev.parley.comment.ReasonText;
import dev.parley.database.Snapshot;
import dev.parley.site.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site reports about its moderation in a period, as Articles 15 and 24 of Regulation (EU)
 * 2022/2065 ask for and the template of Implementing Regulation (EU) 2024/2835 orders it. It is
 * counted from the log and the store as they are at one moment; decisions that were taken back do
 * not count. What authors do to their own comments, and the erasure of a person, are no moderation.
 */
final class Transparency {
  /** A row {@code one} of the log that was written by an author, or by the erasure of one. */
  private static final String BY_AUTHOR =
      "(one.action = 'delete' and (one.moderator_id is null"
          + " or one.policy_version is not distinct from ''))";

  /**
   * How notices or reports were answered, by ground. A decision that names a listed reason, or
   * none, or spam, rests on the house rules, as its author is told; {@code illegal} is the law.
   */
  private static final String BY_GROUND =
      """
      , told as (
        select asked.*, withdrawn is false and to_status between 2 and 4 as acted,
          case when reason = 'illegal' then 'law'
            when reason is null or to_status = 3 or reason = any($%d) then 'house'
            else 'own' end as basis
        from asked)
      select ground, count(*)::int as received,
        count(*) filter (where not withdrawn and moderator_id is null)::int as automatic,
        count(*) filter (where withdrawn is null)::int as waiting,
        count(*) filter (where to_status = 1)::int as kept,
        count(*) filter (where withdrawn)::int as withdrawn,
        count(*) filter (where acted and basis = 'law')::int as law,
        count(*) filter (where acted and basis = 'house')::int as house,
        count(*) filter (where acted and basis = 'own')::int as own,
        percentile_cont(0.5) within group (
          order by extract(epoch from decided_at - created_at)::float8)
          filter (where acted) as median
      from told group by ground order by ground
      """;

  /** Notices have one ground: that something is illegal. Why is said in the notifier's words. */
  private static final String NOTICES =
      """
      with asked as (
        select 'illegal' as ground, notice.created_at, one.created_at as decided_at,
          one.moderator_id, one.to_status, one.reason,
      """
          + BY_AUTHOR
          + """
           as withdrawn
        from content_notice notice
        left join decision one on one.site_id = $1 and one.id = notice.answer
        where notice.site_id = $1 and notice.id >= $2 and notice.id < $3
          and notice.created_at >= $4 and notice.created_at < $5)
      """
          + String.format(Locale.ROOT, BY_GROUND, 6);

  /**
   * Readers' reports that are no notices. The first decision that followed answers one; the clock
   * of decisions tells milliseconds.
   */
  private static final String REPORTS =
      """
      with asked as (
        select report.reason as ground, report.created_at, answer.created_at as decided_at,
          answer.moderator_id, answer.to_status, answer.reason, answer.withdrawn
        from report
        left join lateral (
          select one.created_at, one.moderator_id, one.to_status, one.reason,
      """
          + BY_AUTHOR
          + """
           as withdrawn
          from decision_in_force one
          where one.site_id = $1 and one.comment_id = report.comment_id
            and one.created_at >= date_trunc('milliseconds', report.created_at)
            and one.to_status between 1 and 4 and one.action <> 'edit'
          order by one.id limit 1) answer on true
        where report.site_id = $1 and report.created_at >= $2 and report.created_at < $3
          and not exists (
            select from content_notice notice where notice.site_id = $1
              and notice.comment_id = report.comment_id and notice.report_id = report.id))
      """
          + String.format(Locale.ROOT, BY_GROUND, 4);

  /**
   * What was restricted further than it was, and bans, of the site's own accord: not in answer to a
   * notice. A person decides about what waits because a check had found it.
   */
  private static final String RESTRICTIONS =
      """
      with logged as (
        select one.*, case to_status when 1 then 0 when 0 then 1 else 2 end
            > case coalesce(from_status, 1) when 1 then 0 when 0 then 1 else 2 end as further
        from decision_log one
        where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
          and (action = 'ban' or comment_id is not null and to_status between 0 and 4)
          and action not in ('undo', 'appeal', 'notice')),
      restricted as (
        select moderator_id is null as automatic,
          case when action = 'ban' then 'ban' when to_status = 0 then 'held' else 'removed' end
            as kind,
          case when to_status = 0 then 'review' when to_status = 3 then 'spam'
            when reason is null then 'none' when reason = any($6) or reason = 'illegal' then reason
            else 'own-words' end as ground,
          case when moderator_id is null then 'automated' when action = 'ban' then 'human'
            when from_reports > 0 then 'report' when from_status = 0 then 'automated'
            else 'human' end as detection
        from logged one
        where (action = 'ban' or further) and not undone and not
      """
          + BY_AUTHOR
          + """
          and not exists (
            select from content_notice notice
            where notice.site_id = $1 and notice.answer = one.id))
      select kind, ground, detection, count(*)::int as n,
        count(*) filter (where automatic)::int as automatic
      from restricted
      group by grouping sets ((), (kind), (ground), (detection))
      order by n desc, kind, ground, detection
      """;

  private static final String COMPLAINTS =
      """
      select count(*)::int as received,
        count(*) filter (where answer is null)::int as waiting,
        count(*) filter (where outcome = 'upheld')::int as upheld,
        count(*) filter (where outcome = 'overturned')::int as overturned,
        percentile_cont(0.5) within group (
          order by extract(epoch from answered_at - created_at)::float8)
          filter (where answer is not null) as median
      from appeal
      where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
      """;

  /** What people last made of the text that was decided about automatically; an edit is another. */
  private static final String AUTOMATED =
      """
      with automatic as (
        select one.to_status = 1 as published, (
          select later.to_status from decision_in_force later
          where later.site_id = $1 and later.comment_id = one.comment_id and later.id > one.id
            and later.moderator_id is not null and later.to_status between 1 and 4
            and not (later.action = 'delete' and later.policy_version is not distinct from '')
            and not exists (
              select from decision edit
              where edit.site_id = $1 and edit.comment_id = one.comment_id
                and edit.id > one.id and edit.id < later.id and edit.action = 'edit')
          order by later.id desc limit 1) as verdict
        from decision one
        where one.site_id = $1 and one.id >= $2 and one.id < $3
          and one.created_at >= $4 and one.created_at < $5
          and one.moderator_id is null and one.comment_id is not null
          and one.to_status between 1 and 3
          and one.action in ('approve', 'reject', 'spam', 'edit'))
      select published, count(*)::int as decided, count(verdict)::int as reviewed,
        count(*) filter (where (verdict = 1) <> published)::int as overturned
      from automatic group by published
      """;

  private static final String MODERATORS =
      """
      select count(distinct moderator_id)::int as n from decision_in_force
      where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
        and moderator_id is not null and comment_id is not null
        and not (action = 'delete' and policy_version is not distinct from '')
      """;

  private static final String ANYTHING =
      """
      select exists (
        select from decision
        where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5) as found
      """;

  /** What the template asks for and nobody has told Parley. */
  private static final List<JsonObject> NOT_RECORDED =
      List.of(
          absent(
              "orders",
              "Parley records no orders from authorities (Articles 9 and 10). Add those you received"
                  + " yourself."),
          absent(
              "disputes",
              "Parley records no out-of-court disputes (Article 21). Add those submitted to"
                  + " settlement bodies yourself."),
          absent(
              "recipients",
              "Parley does not count readers, so it cannot tell the average monthly active"
                  + " recipients (Article 24). Take them from your own audience figures."));

  private final Site site;
  private final Optional<Period> asked;
  private final Instant now;

  /**
   * @param asked the period; without one it is the last full calendar year, or, when nothing
   *     happened on the site in that year, this year until now
   */
  Transparency(Site site, Optional<Period> asked, Instant now) {
    this.site = site;
    this.asked = asked;
    this.now = now;
  }

  private static JsonObject absent(String what, String explanation) {
    return new JsonObject().put("what", what).put("explanation", explanation);
  }

  private JsonArray notRecorded(Period period) {
    JsonArray absent = new JsonArray();
    NOT_RECORDED.forEach(absent::add);
    site.settings()
        .retention()
        .logDays()
        .filter(days -> period.from().isBefore(now.minus(Duration.ofDays(days))))
        .ifPresent(
            days ->
                absent.add(
                    absent(
                        "erased",
                        "This site erases its log after "
                            + days
                            + " days. What happened before that is not in these figures.")));
    return absent;
  }

  /** Reads the report. */
  JsonObject read(Snapshot snapshot) throws IOException {
    Period period = asked.isPresent() ? asked.get() : usual(snapshot);
    Tuple of = period.of(site.id());
    return new JsonObject()
        .put("from", period.firstDay().toString())
        .put("to", period.lastDay().toString())
        .put("notRecorded", notRecorded(period))
        .put("notices", grounds(Stats.ask(snapshot, NOTICES, reasons(period.of(site.id())))))
        .put("reports", grounds(Stats.ask(snapshot, REPORTS, reasons(times(period)))))
        .put("restrictions", restrictions(snapshot, period))
        .put("complaints", complaints(Stats.ask(snapshot, COMPLAINTS, of).iterator().next()))
        .put("automation", automation(Stats.ask(snapshot, AUTOMATED, of)))
        .put("agreement", new Agreement(site, period).table(snapshot))
        .put("moderators", Stats.ask(snapshot, MODERATORS, of).iterator().next().getInteger("n"));
  }

  private Period usual(Snapshot snapshot) throws IOException {
    Period last = Period.ofYear(now.atZone(ZoneOffset.UTC).getYear() - 1);
    boolean found =
        Stats.ask(snapshot, ANYTHING, last.of(site.id())).iterator().next().getBoolean("found");
    return found ? last : Period.ofYearUntil(now);
  }

  private static Tuple reasons(Tuple values) {
    return values.addValue(ReasonText.codes().toArray(String[]::new));
  }

  private Tuple times(Period period) {
    return Tuple.of(
        site.id(), period.from().atOffset(ZoneOffset.UTC), period.to().atOffset(ZoneOffset.UTC));
  }

  private static JsonArray grounds(RowSet<Row> rows) {
    JsonArray lines = new JsonArray();
    for (Row row : rows) {
      lines.add(
          new JsonObject()
              .put("ground", row.getString("ground"))
              .put("received", row.getInteger("received"))
              .put("automatic", row.getInteger("automatic"))
              .put("waiting", row.getInteger("waiting"))
              .put("kept", row.getInteger("kept"))
              .put("withdrawn", row.getInteger("withdrawn"))
              .put("law", row.getInteger("law"))
              .put("houseRules", row.getInteger("house"))
              .put("ownWords", row.getInteger("own"))
              .put("medianSecondsToAction", seconds(row)));
    }
    return lines;
  }

  private JsonObject restrictions(Snapshot snapshot, Period period) throws IOException {
    JsonArray kinds = new JsonArray();
    JsonArray grounds = new JsonArray();
    JsonArray detections = new JsonArray();
    JsonObject all = new JsonObject();
    for (Row row : Stats.ask(snapshot, RESTRICTIONS, reasons(period.of(site.id())))) {
      if (row.getString("kind") != null) {
        kinds.add(counted(new JsonObject().put("kind", row.getString("kind")), row));
      } else if (row.getString("ground") != null) {
        grounds.add(counted(new JsonObject().put("ground", row.getString("ground")), row));
      } else if (row.getString("detection") != null) {
        detections.add(counted(new JsonObject().put("detection", row.getString("detection")), row));
      } else {
        counted(all, row);
      }
    }
    return all.put("kinds", kinds).put("grounds", grounds).put("detections", detections);
  }

  private static JsonObject counted(JsonObject line, Row row) {
    int all = row.getInteger("n");
    int automatic = row.getInteger("automatic");
    return line.put("count", all).put("automatic", automatic).put("people", all - automatic);
  }

  private static JsonObject complaints(Row row) {
    return new JsonObject()
        .put("received", row.getInteger("received"))
        .put("waiting", row.getInteger("waiting"))
        .put("upheld", row.getInteger("upheld"))
        .put("overturned", row.getInteger("overturned"))
        .put("medianSecondsToDecision", seconds(row));
  }

  private static @Nullable Double seconds(Row row) {
    @Nullable Double seconds = row.getDouble("median");
    return seconds == null ? null : Math.round(seconds * 10) / 10.0;
  }

  /** Decisions of the machine, and how many of them people changed. */
  private record Automatic(int decided, int reviewed, int overturned) {
    static final Automatic NONE = new Automatic(0, 0, 0);

    Automatic and(Automatic other) {
      return new Automatic(
          decided + other.decided, reviewed + other.reviewed, overturned + other.overturned);
    }

    JsonObject toJson(String decisions) {
      JsonObject json =
          new JsonObject()
              .put("decisions", decisions)
              .put("decided", decided)
              .put("reviewed", reviewed)
              .put("overturned", overturned)
              .put("errorRate", Agreement.share(overturned, decided));
      if (decided == 0) {
        return json.putNull("errorRateLow").putNull("errorRateHigh");
      }
      WilsonInterval interval = WilsonInterval.of(overturned, decided);
      return json.put("errorRateLow", Agreement.rounded(interval.low()))
          .put("errorRateHigh", Agreement.rounded(interval.high()));
    }
  }

  private static JsonArray automation(RowSet<Row> rows) {
    Automatic published = Automatic.NONE;
    Automatic restricted = Automatic.NONE;
    for (Row row : rows) {
      Automatic one =
          new Automatic(
              row.getInteger("decided"), row.getInteger("reviewed"), row.getInteger("overturned"));
      if (row.getBoolean("published")) {
        published = one;
      } else {
        restricted = one;
      }
    }
    return new JsonArray()
        .add(published.and(restricted).toJson("all"))
        .add(restricted.toJson("restricted"))
        .add(published.toJson("published"));
  }

  /**
   * The report as a table for spreadsheets: one figure a line, with the part it belongs to and the
   * line of that part.
   */
  static String csv(JsonObject report) {
    StringBuilder csv = new StringBuilder();
    line(csv, "part", "line", "figure", "value");
    line(csv, "period", "", "from", report.getString("from"));
    line(csv, "period", "", "to", report.getString("to"));
    lines(csv, "notRecorded", report.getJsonArray("notRecorded"), "what");
    lines(csv, "notices", report.getJsonArray("notices"), "ground");
    lines(csv, "reports", report.getJsonArray("reports"), "ground");
    JsonObject restrictions = report.getJsonObject("restrictions");
    figures(csv, "restrictions", "", restrictions);
    lines(csv, "restrictions by kind", restrictions.getJsonArray("kinds"), "kind");
    lines(csv, "restrictions by ground", restrictions.getJsonArray("grounds"), "ground");
    lines(csv, "restrictions by detection", restrictions.getJsonArray("detections"), "detection");
    figures(csv, "complaints", "", report.getJsonObject("complaints"));
    lines(csv, "automation", report.getJsonArray("automation"), "decisions");
    figures(csv, "agreement", "", report.getJsonObject("agreement"));
    line(csv, "moderators", "", "count", report.getInteger("moderators"));
    return csv.toString();
  }

  private static void lines(StringBuilder csv, String part, JsonArray lines, String name) {
    for (Object one : lines) {
      JsonObject figures = ((JsonObject) one).copy();
      String line = String.valueOf(figures.remove(name));
      figures(csv, part, line, figures);
    }
  }

  private static void figures(StringBuilder csv, String part, String line, JsonObject figures) {
    for (Map.Entry<String, Object> figure : figures) {
      if (!(figure.getValue() instanceof JsonArray)) {
        line(csv, part, line, figure.getKey(), figure.getValue());
      }
    }
  }

  private static void line(
      StringBuilder csv, String part, String line, String figure, @Nullable Object value) {
    List<String> cells = new ArrayList<>();
    for (String text : List.of(part, line, figure, value == null ? "" : value.toString())) {
      boolean plain = text.chars().noneMatch(one -> "\",\r\n".indexOf(one) >= 0);
      cells.add(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
    csv.append(String.join(",", cells)).append("\r\n");
  }
}
