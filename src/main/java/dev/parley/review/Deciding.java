package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.comment.Transitions.Touched;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The road of a decision: compare the version and set the status, count, log, publish. A version
 * that has moved on means someone was faster, or the author edited; nothing is decided unseen.
 */
final class Deciding {
  /** Both see the comments as they stood, and these are locked. */
  private static final String SET =
      """
      with logged as (
        insert into decision (site_id, id, comment_id, author_id, moderator_id, action,
          from_status, from_reason, from_tell, from_reports, from_reported_at, to_status, version,
          reason, note, policy_version, model_version, created_at)
        select $1, one.id, comment.id, comment.author_id, $4, $5, comment.status, comment.reason,
          comment.tell, comment.report_n, comment.reported_at, $6, comment.version + 1, $7, $8,
          screening.policy_version, screening.model_version, $9
        from unnest($2::uuid[], $3::uuid[]) as one(id, comment_id)
        join comment on comment.site_id = $1 and comment.id = one.comment_id
        left join lateral (
          select policy_version, model_version from screening
          where site_id = $1 and comment_id = one.comment_id order by version desc limit 1
        ) screening on true
      )
      update comment set status = $6, decided = $6, version = version + 1, report_n = 0,
        reported_at = null, reason = $10, tell = $11, claimed_by = null, claimed_until = null,
        shown = %s
      where site_id = $1 and id = any($3)
      """
          .formatted(Transitions.shown("$6"));

  private final Database database;
  private final DecisionNews news;
  private final Clock clock;

  Deciding(Database database, DecisionNews news, Clock clock) {
    this.database = database;
    this.news = news;
    this.clock = clock;
  }

  /** What a decision came to: an outcome for each case, and what readers will see. */
  record Decided(JsonArray outcomes, Map<UUID, Integer> versions, List<Touched> touched) {}

  /** Decides, and answers an outcome for each case. */
  Future<JsonArray> decide(int site, Decision decision) {
    // Named before the transaction: tried again after a commit nobody heard of, it knows itself.
    Map<UUID, UUID> ids = new HashMap<>();
    decision.cases().forEach(seen -> ids.put(seen.id(), Ids.next()));
    return database
        .transaction(tx -> decide(tx, site, decision, ids))
        .map(
            decided -> {
              tell(site, decision, decided);
              return decided.outcomes();
            });
  }

  /** Tells readers and moderators what was decided; to be called after the commit. */
  void tell(int site, Decision decision, Decided decided) {
    news.tell(site, decided.touched());
    decided
        .versions()
        .forEach(
            (comment, version) ->
                news.decided(
                    site,
                    comment,
                    version,
                    decision.action().result(),
                    decision.action().code(),
                    decision.moderator()));
  }

  /** Decides in a transaction, {@code ids} naming the decisions by their comments. */
  Future<Decided> decide(SqlConnection tx, int site, Decision decision, Map<UUID, UUID> ids) {
    return Transitions.lock(tx, site, decision.cases().stream().map(Seen::id).distinct().toList())
        .compose(
            locked -> {
              List<Locked> applicable = applicable(decision, locked);
              // Sent one behind the other without a wait: all that follows is known by now, and
              // when one fails the transaction fails.
              Future<Void> set = set(tx, site, decision, applicable, ids);
              Future<List<Touched>> counted =
                  Transitions.count(tx, site, applicable, decision.action().result());
              Future<Map<UUID, Integer>> applied = applied(tx, site, locked, applicable, ids);
              return Future.all(set, counted, applied)
                  .compose(
                      done ->
                          decided(
                              tx, site, decision, locked, applied.result(), counted.result(), ids));
            });
  }

  /**
   * What is applied, with the version it has then: now, or by an earlier commit whose answer was
   * lost.
   */
  private static Future<Map<UUID, Integer>> applied(
      SqlConnection tx,
      int site,
      Map<UUID, Locked> locked,
      List<Locked> applicable,
      Map<UUID, UUID> ids) {
    Map<UUID, Integer> applied = new HashMap<>();
    applicable.forEach(comment -> applied.put(comment.id(), comment.version() + 1));
    UUID[] others =
        locked.keySet().stream()
            .filter(id -> !applied.containsKey(id))
            .map(ids::get)
            .toArray(UUID[]::new);
    if (others.length == 0) {
      return Future.succeededFuture(applied);
    }
    return tx.preparedQuery(
            "select comment_id, version from decision where site_id = $1 and id = any($2)")
        .execute(Tuple.of(site, (Object) others))
        .map(
            rows -> {
              rows.forEach(
                  row -> applied.put(row.getUUID("comment_id"), row.getInteger("version")));
              return applied;
            });
  }

  private static Future<Decided> decided(
      SqlConnection tx,
      int site,
      Decision decision,
      Map<UUID, Locked> locked,
      Map<UUID, Integer> applied,
      List<Touched> counted,
      Map<UUID, UUID> ids) {
    Set<UUID> others =
        locked.values().stream()
            .filter(comment -> applied.containsKey(comment.id()))
            .map(Locked::articleId)
            .collect(Collectors.toCollection(HashSet::new));
    counted.forEach(article -> others.remove(article.article()));
    return Transitions.articles(tx, site, others)
        .compose(
            more ->
                outcomes(tx, site, decision, locked, applied, ids)
                    .map(
                        outcomes ->
                            new Decided(
                                outcomes,
                                applied,
                                Stream.concat(counted.stream(), more.stream()).toList())));
  }

  /** Compare: the version is the one that was seen, and the action is possible now. */
  private static List<Locked> applicable(Decision decision, Map<UUID, Locked> locked) {
    List<Locked> applicable = new ArrayList<>();
    for (Seen seen : decision.cases()) {
      Locked now = locked.get(seen.id());
      if (now != null
          && now.version() == seen.version()
          && now.status().actions().contains(decision.action())
          && !applicable.contains(now)) {
        applicable.add(now);
      }
    }
    return applicable;
  }

  /** And set, with a line of the log for each comment that keeps what is replaced. */
  private Future<Void> set(
      SqlConnection tx, int site, Decision decision, List<Locked> comments, Map<UUID, UUID> ids) {
    if (comments.isEmpty()) {
      return Future.succeededFuture();
    }
    Status after = decision.action().result();
    return tx.preparedQuery(SET)
        .execute(
            Tuple.of(
                    site,
                    comments.stream().map(comment -> ids.get(comment.id())).toArray(UUID[]::new),
                    comments.stream().map(Locked::id).toArray(UUID[]::new))
                .addValue(decision.moderator().id())
                .addValue(decision.action().code())
                .addValue(after.number())
                .addValue(decision.reason().orElse(null))
                .addValue(decision.note().orElse(null))
                .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                .addValue(after.restricted() ? decision.reason().orElse(null) : null)
                .addValue(decision.tell()))
        .mapEmpty();
  }

  private static Future<JsonArray> outcomes(
      SqlConnection tx,
      int site,
      Decision decision,
      Map<UUID, Locked> locked,
      Map<UUID, Integer> applied,
      Map<UUID, UUID> ids) {
    List<UUID> stale =
        decision.cases().stream()
            .map(Seen::id)
            .filter(id -> locked.containsKey(id) && !applied.containsKey(id))
            .toList();
    return lastDeciders(tx, site, stale)
        .map(
            deciders -> {
              JsonArray outcomes = new JsonArray();
              for (Seen seen : decision.cases()) {
                UUID id = seen.id();
                outcomes.add(
                    applied.containsKey(id)
                        ? outcome(id, "applied")
                            .put("id", String.valueOf(ids.get(id)))
                            .put("version", applied.get(id))
                        : refused(id, locked.get(id), deciders));
              }
              return outcomes;
            });
  }

  private static JsonObject outcome(UUID id, String word) {
    return new JsonObject().put("case", id.toString()).put("outcome", word);
  }

  private static JsonObject refused(
      UUID id, @org.jspecify.annotations.Nullable Locked now, Map<UUID, JsonObject> deciders) {
    return now == null || now.status() == Status.DELETED
        ? outcome(id, "gone")
        : outcome(id, "stale")
            .put("version", now.version())
            .put("status", now.status().code())
            .put("by", deciders.get(id));
  }

  private static Future<Map<UUID, JsonObject>> lastDeciders(
      SqlConnection tx, int site, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.preparedQuery(
            """
            select distinct on (comment_id) comment_id, moderator.id, moderator.name
            from decision left join moderator on moderator.id = moderator_id
            where site_id = $1 and comment_id = any($2)
            order by comment_id, decision.id desc
            """)
        .execute(Tuple.of(site, (Object) ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, JsonObject> deciders = new HashMap<>();
              rows.forEach(
                  row -> {
                    JsonObject person =
                        HistoryJson.person(row.getUUID("id"), row.getString("name"));
                    if (person != null) {
                      deciders.put(row.getUUID("comment_id"), person);
                    }
                  });
              return deciders;
            });
  }
}
