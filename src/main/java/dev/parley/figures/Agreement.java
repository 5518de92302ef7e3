package dev.parley.figures;

import dev.parley.database.Snapshot;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far models and people agree about the comments that people decided in a period, and how many
 * decisions were overturned. A comment counts once, as it was last decided and not taken back.
 */
final class Agreement {
  private static final int BINS = 10;

  /** Of decisions {@code one} that something more is said of. */
  private static final String LAST =
      """
      with last as (
        select distinct on (comment_id) comment_id, to_status from decision one
        where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
          and moderator_id is not null and comment_id is not null
          and to_status between 1 and 3 and action <> 'undo' %s
          and not exists (
            select from decision undo where undo.site_id = $1
              and undo.comment_id = one.comment_id and undo.undoes = one.id)
        order by comment_id, id desc),
      scored as (
        select last.to_status, said.model_version, (said.scores ->> 'toxicity')::float8 as toxicity,
          (said.scores ->> 'spam')::float8 as spam
        from last join lateral (
          select scores, model_version from screening
          where screening.site_id = $1 and screening.comment_id = last.comment_id
          order by version desc limit 1) said on true)
      """;

  /**
   * Of toxicity people's opinion is whether they rejected it; what they took for spam says nothing.
   */
  private static final String MODELS =
      LAST.formatted("")
          + """
          select attribute, model_version, least(9, floor(score * 10))::int as bin,
            count(*)::int as n, sum(score)::float8 as score,
            count(*) filter (where positive)::int as positives,
            count(*) filter (where score >= threshold)::int as over,
            count(*) filter (where score >= threshold and positive)::int as hits
          from scored cross join lateral (values
            ('toxicity', toxicity, to_status = 2, to_status <> 3, $6::float8),
            ('spam', spam, to_status = 3, true, $7::float8)
          ) as of(attribute, score, positive, counts, threshold)
          where counts and score is not null
          group by attribute, model_version, bin order by attribute, model_version, bin
          """;

  private static final String COUNTED =
      """
          select coalesce(toxicity >= $6::float8, false) or coalesce(spam >= $7::float8, false)
              as over,
            to_status = 1 as approved, count(*)::int as n
          from scored group by 1, 2
          """;

  private static final String TABLE = LAST.formatted("") + COUNTED;

  private static final String UNDRAWN =
      LAST.formatted(
              """
              and not exists (
                select from audit where audit.site_id = $1
                  and audit.comment_id = one.comment_id and audit.answer = one.id)""")
          + COUNTED;

  /** People's decisions that people took back or changed; the machine's that people changed. */
  private static final String OVERTURNED =
      """
      with decided as (
        select id, comment_id, moderator_id, from_status, to_status from decision
        where site_id = $1 and id >= $2 and id < $3 and created_at >= $4 and created_at < $5
          and moderator_id is not null and comment_id is not null
          and to_status is not null and action <> 'undo')
      select count(*)::int as n,
        count(*) filter (where exists (
          select from decision later where later.site_id = $1
            and later.comment_id = decided.comment_id and later.id > decided.id
            and later.moderator_id is not null and later.to_status is not null
            and later.to_status <> decided.to_status))::int as overturned,
        count(*) filter (where from_status between 1 and 3 and to_status between 1 and 3
          and (from_status = 1) <> (to_status = 1) and not exists (
            select from decision earlier where earlier.site_id = $1
              and earlier.comment_id = decided.comment_id and earlier.id < decided.id
              and earlier.moderator_id is not null and earlier.to_status is not null
              and earlier.action <> 'undo'))::int as machine
      from decided
      """;

  private final Site site;
  private final Period period;

  Agreement(Site site, Period period) {
    this.site = site;
    this.period = period;
  }

  /**
   * Reads the figures.
   *
   * @param settled how many comments of the period the machine decided itself
   */
  JsonObject read(Snapshot snapshot, int settled) throws IOException {
    return new JsonObject()
        .put("agreement", table(snapshot))
        .put("models", models(snapshot))
        .put("overturned", overturned(snapshot, settled));
  }

  private io.vertx.sqlclient.Tuple values() {
    SiteSettings settings = site.settings();
    return period.of(site.id()).addValue(settings.toxicityHold()).addValue(spam(settings));
  }

  private static double spam(SiteSettings settings) {
    return Math.min(settings.spamHold(), settings.spamQueue());
  }

  /** How often the models, with today's thresholds, and people came to the same. */
  JsonObject table(Snapshot snapshot) throws IOException {
    return table(snapshot, TABLE);
  }

  /**
   * The same without decisions that answer blind checks: how many there are is the site's choice,
   * and about what was published people and models agree more often than about what was held.
   */
  JsonObject undrawn(Snapshot snapshot) throws IOException {
    return table(snapshot, UNDRAWN);
  }

  private JsonObject table(Snapshot snapshot, String statement) throws IOException {
    int[][] counts = new int[2][2];
    for (Row row : Stats.ask(snapshot, statement, values())) {
      counts[row.getBoolean("over") ? 1 : 0][row.getBoolean("approved") ? 1 : 0] =
          row.getInteger("n");
    }
    int agreed = counts[0][1] + counts[1][0];
    int reviewed = agreed + counts[0][0] + counts[1][1];
    return new JsonObject()
        .put("reviewed", reviewed)
        .put("publishApproved", counts[0][1])
        .put("publishRefused", counts[0][0])
        .put("refuseApproved", counts[1][1])
        .put("refuseRefused", counts[1][0])
        .put("share", share(agreed, reviewed));
  }

  /** A model's figures while they are added up. */
  private static final class Model {
    private final JsonArray calibration = new JsonArray();
    private int judged;
    private int positives;
    private int over;
    private int hits;

    private void add(Row row) {
      int n = row.getInteger("n");
      judged += n;
      positives += row.getInteger("positives");
      over += row.getInteger("over");
      hits += row.getInteger("hits");
      int bin = row.getInteger("bin");
      calibration.add(
          new JsonObject()
              .put("from", bin / (double) BINS)
              .put("to", (bin + 1) / (double) BINS)
              .put("comments", n)
              .put("meanScore", rounded(row.getDouble("score") / n))
              .put("share", share(row.getInteger("positives"), n)));
    }
  }

  private JsonArray models(Snapshot snapshot) throws IOException {
    Map<List<String>, Model> models = new TreeMap<>(java.util.Comparator.comparing(List::toString));
    for (Row row : Stats.ask(snapshot, MODELS, values())) {
      models
          .computeIfAbsent(
              List.of(row.getString("attribute"), row.getString("model_version")),
              first -> new Model())
          .add(row);
    }
    List<JsonObject> json = new ArrayList<>();
    models.forEach(
        (name, model) ->
            json.add(
                new JsonObject()
                    .put("attribute", name.get(0))
                    .put("modelVersion", name.get(1))
                    .put(
                        "threshold",
                        name.get(0).equals("spam")
                            ? spam(site.settings())
                            : site.settings().toxicityHold())
                    .put("judged", model.judged)
                    .put("positives", model.positives)
                    .put("precision", share(model.hits, model.over))
                    .put("recall", share(model.hits, model.positives))
                    .put("calibration", model.calibration)));
    return new JsonArray(json);
  }

  private JsonObject overturned(Snapshot snapshot, int settled) throws IOException {
    Row row = Stats.ask(snapshot, OVERTURNED, period.of(site.id())).iterator().next();
    return new JsonObject()
        .put("people", rate(row.getInteger("overturned"), row.getInteger("n")))
        .put("machine", rate(row.getInteger("machine"), settled));
  }

  private static JsonObject rate(int overturned, int decisions) {
    return new JsonObject()
        .put("decisions", decisions)
        .put("overturned", overturned)
        .put("rate", share(overturned, decisions));
  }

  static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : (Double) rounded(part / (double) whole);
  }

  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
