package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Decided;
import dev.parley.ledger.Ledger;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The road of a decision: compare the version and set the status, count, log, publish. A version
 * that has moved on means someone was faster, or the author edited; nothing is decided unseen.
 */
final class Deciding {
  private final Database database;
  private final Announcer announcer;
  private final Clock clock;

  Deciding(Database database, Announcer announcer, Clock clock) {
    this.database = database;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * What a decision came to: an outcome for each case, how many were applied, and what changed.
   *
   * @param ofOthers cases left alone because their authors have objected to what this moderator
   *     decided
   */
  record Outcome(JsonArray outcomes, int applied, Changes changes, Set<UUID> ofOthers) {}

  /** Decides, and answers an outcome for each case. */
  Future<JsonArray> decide(int site, Decision decision) {
    // Named before the transaction: tried again after a commit nobody heard of, it knows itself.
    Map<UUID, UUID> ids = new HashMap<>();
    decision.cases().forEach(seen -> ids.put(seen.id(), Ids.next()));
    return database
        .transaction(tx -> decideAll(tx, site, decision, ids))
        .map(
            outcome -> {
              announcer.announce(outcome.changes());
              return outcome.outcomes();
            });
  }

  private Future<Outcome> decideAll(
      SqlConnection tx, int site, Decision decision, Map<UUID, UUID> ids) {
    return decide(tx, site, decision, ids, Optional.empty())
        .map(
            outcome -> {
              if (!outcome.ofOthers().isEmpty()) {
                throw CaseAppeals.refusal(outcome.ofOthers());
              }
              return outcome;
            });
  }

  /**
   * Decides in a transaction; what changed is to be announced after its commit.
   *
   * @param ids names the decisions by their comments
   * @param ban the ban it is done with
   */
  Future<Outcome> decide(
      SqlConnection tx, int site, Decision decision, Map<UUID, UUID> ids, Optional<UUID> ban) {
    List<UUID> cases = decision.cases().stream().map(Seen::id).distinct().toList();
    // Sent one behind the other without a wait: whoever objects locks the comment as well.
    Future<Map<UUID, Locked>> lock = Transitions.lock(tx, site, cases);
    Future<Set<UUID>> ofOthers = CaseAppeals.ofOthers(tx, site, decision.moderator().id(), cases);
    return Future.all(lock, ofOthers)
        .compose(
            both -> {
              Map<UUID, Locked> locked = lock.result();
              Decided act =
                  new Decided(
                      site,
                      applicable(decision, locked, ofOthers.result()),
                      ids,
                      decision.moderator(),
                      decision.action(),
                      decision.reason(),
                      decision.note(),
                      decision.tell(),
                      decision.read(),
                      ban,
                      clock.instant());
              // Sent one behind the other without a wait.
              Future<Changes> changes = Ledger.write(tx, act);
              Future<Changes> earlier = earlier(tx, act, locked);
              return Future.all(changes, earlier)
                  .compose(
                      done ->
                          outcome(
                              tx, site, decision, locked, ids, changes.result(), earlier.result()))
                  .map(
                      done ->
                          new Outcome(
                              done.outcomes(), done.applied(), done.changes(), ofOthers.result()));
            });
  }

  /** What an earlier commit changed whose answer was lost: the decisions are there by their ids. */
  private static Future<Changes> earlier(SqlConnection tx, Decided act, Map<UUID, Locked> locked) {
    List<UUID> now = act.comments().stream().map(Locked::id).toList();
    UUID[] others =
        locked.keySet().stream()
            .filter(id -> !now.contains(id))
            .map(act.ids()::get)
            .toArray(UUID[]::new);
    if (others.length == 0) {
      return Future.succeededFuture(Changes.NONE);
    }
    return tx.preparedQuery(
            "select comment_id, version from decision where site_id = $1 and id = any($2)")
        .execute(Tuple.of(act.site(), (Object) others))
        .compose(
            rows -> {
              List<CaseEvent> events = new ArrayList<>();
              Set<UUID> articles = new HashSet<>();
              for (Row row : rows) {
                Locked comment = locked.get(row.getUUID("comment_id"));
                if (comment != null) {
                  events.add(Ledger.decided(act, comment, row.getInteger("version")));
                  articles.add(comment.articleId());
                }
              }
              return Transitions.articles(tx, act.site(), articles)
                  .map(touched -> Changes.of(act.site(), touched, events));
            });
  }

  /** Compare: the version is the one that was seen, and the action is possible now. */
  private static List<Locked> applicable(
      Decision decision, Map<UUID, Locked> locked, Set<UUID> ofOthers) {
    List<Locked> applicable = new ArrayList<>();
    for (Seen seen : decision.cases()) {
      Locked now = locked.get(seen.id());
      if (now != null
          && now.written()
          && !ofOthers.contains(now.id())
          && now.version() == seen.version()
          && now.status().actions().contains(decision.action())
          && !applicable.contains(now)) {
        applicable.add(now);
      }
    }
    return applicable;
  }

  private static Future<Outcome> outcome(
      SqlConnection tx,
      int site,
      Decision decision,
      Map<UUID, Locked> locked,
      Map<UUID, UUID> ids,
      Changes now,
      Changes earlier) {
    Changes changes = now.and(earlier);
    Map<UUID, Integer> applied = new HashMap<>();
    for (CaseEvent event : changes.events()) {
      if (event instanceof CaseEvent.Decided decided) {
        applied.put(decided.comment(), decided.version());
      }
    }
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
                            .put("status", decision.action().result().code())
                        : refused(id, locked.get(id), deciders));
              }
              return new Outcome(outcomes, applied.size(), changes, Set.of());
            });
  }

  private static JsonObject outcome(UUID id, String word) {
    return new JsonObject().put("case", id.toString()).put("outcome", word);
  }

  private static JsonObject refused(
      UUID id, @org.jspecify.annotations.Nullable Locked now, Map<UUID, JsonObject> deciders) {
    return now == null || now.status() == Status.DELETED || !now.written()
        ? outcome(id, "gone")
        : outcome(id, "stale")
            .put("version", now.version())
            .put("status", now.told().code())
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
            where site_id = $1 and comment_id = any($2) and action not in ('appeal', 'notice')
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
