package dev.parley.figures;

import dev.parley.database.Ids;
import dev.parley.database.Snapshot;
import dev.parley.site.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whether the comments of the last seven days are scored otherwise than those of the 30 days
 * before, by attribute and language, and whether people agree with the models less or more often,
 * blind checks left aside. Another model scores otherwise, which is no drift: of scores only those
 * of one model are compared, by which most of the last seven days' comments in a language were
 * scored. Of fewer than {@value #LEAST} comments on either side nothing is said.
 */
final class DriftReading {
  /** What is said of agreement, beside the names of attributes. */
  static final String AGREEMENT = "agreement";

  static final int LEAST = 200;

  private static final int RECENT_DAYS = 7;
  private static final int DAYS = 37;

  /** The first comments of a day that are read; so many tell enough. */
  private static final int OF_A_DAY = 1_000;

  /** The 99.99 % quantile of |z|. */
  private static final double CHANCE = 3.89;

  /** What chance makes of |z| every 20th time. */
  private static final double CALM = 1.96;

  /** Agreement that differs by less is nothing to be told of. */
  private static final double TELLING = 0.05;

  /**
   * Scores in bins between the deciles of the time before, ten or fewer where deciles are equal.
   */
  private static final String SCORES =
      """
      with lately as materialized (
        select language, scores, model_version, recent
        from unnest($2::uuid[], $3::uuid[], $4::bool[]) as day(since, until, recent)
        cross join lateral (
          select language, scores, model_version from screening
          where site_id = $1 and comment_id >= since and comment_id < until and version = 1
          order by comment_id limit $5) one
      ), judge as (
        select language, mode() within group (order by model_version) as model_version
        from lately where recent group by language
      ), scored as materialized (
        select language, attribute, score::float8 as score, recent
        from lately join judge using (language, model_version)
        cross join lateral jsonb_each_text(scores) as of(attribute, score)
        where score is not null
      ), cuts as (
        select language, attribute,
          percentile_disc(array[.1, .2, .3, .4, .5, .6, .7, .8, .9]::float8[])
            within group (order by score) filter (where not recent) as at
        from scored group by language, attribute
        having count(*) filter (where recent) >= $6 and count(*) filter (where not recent) >= $6
      )
      select language, attribute, width_bucket(score, at) as bin,
        count(*) filter (where recent)::int as recent,
        count(*) filter (where not recent)::int as before
      from scored join cuts using (language, attribute)
      group by language, attribute, bin order by language, attribute, bin
      """;

  /**
   * What one comparison came to.
   *
   * @param what an attribute, or {@link #AGREEMENT}
   * @param language empty for all
   * @param measure the population stability index, or by how much the share of agreement is higher
   */
  record Compared(String what, String language, double measure, boolean drift, boolean calm) {}

  private record Of(String attribute, String language) {}

  private static final String OPEN =
      """
      select what, language, measure::float8 as measure, began_at from drift
      where site_id = $1 and ended_at is null order by began_at desc, what, language
      """;

  private DriftReading() {}

  /** What a site has been told of and has not ended yet. */
  static JsonArray open(Snapshot snapshot, int site) throws IOException {
    JsonArray open = new JsonArray();
    for (Row row : Stats.ask(snapshot, OPEN, Tuple.of(site))) {
      open.add(
          new JsonObject()
              .put("what", row.getString("what"))
              .put("language", row.getString("language"))
              .put("measure", Agreement.rounded(row.getDouble("measure")))
              .put("since", row.getOffsetDateTime("began_at").toInstant().toString()));
    }
    return open;
  }

  static List<Compared> read(Snapshot snapshot, Site site, Instant now) throws IOException {
    List<Compared> compared = new ArrayList<>(scores(snapshot, site, now));
    Instant recent = now.minus(Duration.ofDays(RECENT_DAYS));
    JsonObject lately = new Agreement(site, new Period(recent, now)).undrawn(snapshot);
    JsonObject before =
        new Agreement(site, new Period(now.minus(Duration.ofDays(DAYS)), recent)).undrawn(snapshot);
    if (lately.getInteger("reviewed") >= LEAST && before.getInteger("reviewed") >= LEAST) {
      compared.add(agreement(lately, before));
    }
    return compared;
  }

  private static List<Compared> scores(Snapshot snapshot, Site site, Instant now)
      throws IOException {
    List<UUID> bounds = new ArrayList<>();
    List<Boolean> recent = new ArrayList<>();
    for (int day = DAYS; day >= 0; day--) {
      bounds.add(Ids.earliest(now.minus(Duration.ofDays(day))));
      recent.add(day <= RECENT_DAYS);
    }
    Tuple values =
        Tuple.of(
            site.id(),
            bounds.subList(0, DAYS).toArray(UUID[]::new),
            bounds.subList(1, DAYS + 1).toArray(UUID[]::new),
            recent.subList(0, DAYS).toArray(Boolean[]::new),
            OF_A_DAY,
            LEAST);
    Map<Of, List<Row>> bins = new LinkedHashMap<>();
    for (Row row : Stats.ask(snapshot, SCORES, values)) {
      bins.computeIfAbsent(
              new Of(row.getString("attribute"), row.getString("language")),
              first -> new ArrayList<>())
          .add(row);
    }
    List<Compared> compared = new ArrayList<>();
    bins.forEach((of, rows) -> compared.add(scores(of, rows)));
    return compared;
  }

  private static Compared scores(Of of, List<Row> rows) {
    StabilityIndex index =
        StabilityIndex.of(
            rows.stream().mapToInt(row -> row.getInteger("recent")).toArray(),
            rows.stream().mapToInt(row -> row.getInteger("before")).toArray());
    return new Compared(
        of.attribute(), of.language(), index.value(), index.isDrift(), index.isCalm());
  }

  /**
   * The test of two proportions with their common variance, as in A. Agresti, "Categorical Data
   * Analysis" (2013), section 3.1: z = (p − q) / √(r (1 − r) (1/n + 1/m)), r being the share of
   * both together.
   */
  private static Compared agreement(JsonObject lately, JsonObject before) {
    int n = lately.getInteger("reviewed");
    int m = before.getInteger("reviewed");
    int agreed = agreed(lately);
    int agreedBefore = agreed(before);
    double common = (agreed + agreedBefore) / (double) (n + m);
    double difference = agreed / (double) n - agreedBefore / (double) m;
    double deviation = Math.sqrt(common * (1 - common) * (1.0 / n + 1.0 / m));
    double z = deviation == 0 ? 0 : Math.abs(difference) / deviation;
    return new Compared(
        AGREEMENT,
        "",
        difference,
        z >= CHANCE && Math.abs(difference) >= TELLING,
        z < CALM || Math.abs(difference) < TELLING);
  }

  private static int agreed(JsonObject table) {
    return table.getInteger("publishApproved") + table.getInteger("refuseRefused");
  }
}
