package dev.parley.figures;

import dev.parley.comment.Status;
import dev.parley.database.Ids;
import dev.parley.database.Patiently;
import dev.parley.database.Snapshot;
import dev.parley.screening.Remembered;
import dev.parley.screening.Replay;
import dev.parley.screening.Verdict;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy would have made of a site's last comments, beside what today's makes of them. Both
 * are computed by the engine that judges; memory does not grow with the comments.
 */
final class Forecast {
  /** How far it looks back. */
  static final Duration PERIOD = Duration.ofDays(30);

  private static final int FETCHED = 500;

  /** Policies that are kept while comments are read; they mostly come one after the other. */
  private static final int KEPT_POLICIES = 8;

  private static final String COMMENTS =
      """
      select comment.id, comment.body, comment.author_name, comment.author_url, comment.decided,
        (select state from article
         where article.site_id = $1 and article.id = comment.article_id) = 2 as premoderated,
        screening.language, screening.scores::text as scores, screening.signals::text as signals,
        screening.policy_version, screening.model_version
      from comment
      join lateral (
        select language, scores, signals, policy_version, model_version from screening
        where screening.site_id = $1 and screening.comment_id = comment.id
        order by version desc limit 1
      ) screening on true
      where comment.site_id = $1 and comment.id >= $2
      order by comment.id desc limit $3
      """;

  /**
   * The pace of work: the time from one decision of a moderator to their next, without pauses, and
   * without decisions made together.
   */
  private static final String PACE =
      """
      select percentile_cont(0.5) within group (order by gap) as median, count(*)::int as n
      from (
        select extract(epoch from
          created_at - lag(created_at) over (partition by moderator_id order by id))::float8 as gap
        from decision
        where site_id = $1 and id >= $2 and moderator_id is not null and comment_id is not null
          and to_status is not null) gaps
      where gap > 0 and gap <= 300
      """;

  /** Fewer say nothing of a team's pace. */
  private static final int FEWEST_PACES = 5;

  private final Site site;
  private final SiteSettings proposed;
  private final int last;
  private final Instant now;
  private final Replay replay;

  private final Map<String, Optional<SiteSettings>> policies =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<SiteSettings>> eldest) {
          return size() > KEPT_POLICIES;
        }
      };

  Forecast(Site site, SiteSettings proposed, int last, Instant now, Replay replay) {
    this.site = site;
    this.proposed = proposed;
    this.last = last;
    this.now = now;
    this.replay = replay;
  }

  /** Reads the comments and counts. */
  JsonObject read(Snapshot snapshot) throws IOException {
    Instant from = now.minus(PERIOD);
    Outcomes today = new Outcomes(site.settings());
    Outcomes tomorrow = new Outcomes(proposed);
    Histograms histograms = new Histograms();
    Replay.Judge present = replay.by(site.settings());
    Replay.Judge future = replay.by(proposed);
    int[] counted = new int[2];
    snapshot.each(
        COMMENTS,
        Tuple.of(site.id(), Ids.earliest(from), last),
        FETCHED,
        row -> {
          Remembered comment = remembered(snapshot, row);
          Optional<Status> person =
              Optional.ofNullable(row.getShort("decided")).map(Status::ofNumber);
          Verdict now = present.on(comment);
          Verdict then = future.on(comment);
          counted[0]++;
          counted[1] += now == then ? 0 : 1;
          today.add(now, comment.language(), comment.scores(), person);
          tomorrow.add(then, comment.language(), comment.scores(), person);
          histograms.add(comment.language(), comment.scores());
        });
    return new JsonObject()
        .put("comments", counted[0])
        .put("from", from.toString())
        .put("to", now.toString())
        .put("changed", counted[1])
        .put("today", today.toJson())
        .put("proposed", tomorrow.toJson())
        .put("histograms", histograms.toJson())
        .put("work", work(snapshot, from, today.of(Verdict.HOLD), tomorrow.of(Verdict.HOLD)));
  }

  private Remembered remembered(Snapshot snapshot, Row row) throws IOException {
    return new Remembered(
        row.getString("body"),
        row.getString("author_name"),
        Optional.ofNullable(row.getString("author_url")),
        Boolean.TRUE.equals(row.getBoolean("premoderated")),
        Optional.ofNullable(row.getString("language")).orElse("und"),
        Remembered.scores(row.getString("scores")),
        Remembered.found(row.getString("signals")),
        row.getString("model_version"),
        policy(snapshot, row.getString("policy_version")));
  }

  private Optional<SiteSettings> policy(Snapshot snapshot, String version) throws IOException {
    Optional<SiteSettings> known = policies.get(version);
    if (known == null) {
      known =
          version.equals(site.settings().version())
              ? Optional.of(site.settings())
              : Patiently.await(
                      snapshot
                          .client()
                          .preparedQuery(
                              "select settings from policy where site_id = $1 and version = $2")
                          .execute(Tuple.of(site.id(), version)))
                  .stream()
                  .findFirst()
                  .map(row -> SiteSettings.of(row.getJsonObject("settings")));
      policies.put(version, known);
    }
    return known;
  }

  /** The work of deciding about what is held, at the team's own pace; without hours if unknown. */
  private JsonObject work(Snapshot snapshot, Instant from, int heldToday, int held)
      throws IOException {
    Row pace =
        Patiently.await(
                snapshot
                    .client()
                    .preparedQuery(PACE)
                    .execute(Tuple.of(site.id(), Ids.earliest(from))))
            .iterator()
            .next();
    JsonObject work =
        new JsonObject().put("decisions", pace.getInteger("n")).put("fewerHeld", heldToday - held);
    if (pace.getInteger("n") >= FEWEST_PACES) {
      double seconds = pace.getDouble("median");
      work.put("secondsPerDecision", Math.round(seconds * 10) / 10.0)
          .put("hoursSaved", Math.round((heldToday - held) * seconds / 36) / 100.0);
    }
    return work;
  }
}
