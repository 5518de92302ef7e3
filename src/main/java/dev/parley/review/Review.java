package dev.parley.review;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.comment.Transitions.Touched;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import dev.parley.publish.Change;
import dev.parley.review.Decision.Seen;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The road of a decision: compare the version and set the status, count, log, publish. A version
 * that has moved on means someone was faster, or the author edited; nothing is decided unseen.
 */
final class Review {
  private final Database database;
  private final Bus bus;
  private final Clock clock;

  Review(Database database, Bus bus, Clock clock) {
    this.database = database;
    this.bus = bus;
    this.clock = clock;
  }

  /** What a decision came to: an outcome for each case, and what readers will see. */
  private record Decided(JsonArray outcomes, List<Locked> applied, List<Touched> touched) {}

  /** Decides, and answers an outcome for each case. */
  Future<JsonArray> decide(int site, Decision decision) {
    return database
        .transaction(tx -> decide(tx, site, decision))
        .map(
            decided -> {
              publish(site, decided.touched());
              for (Locked comment : decided.applied()) {
                publishDecided(
                    site,
                    comment.id(),
                    comment.version() + 1,
                    decision.action().result(),
                    decision.action().code(),
                    decision.moderator());
              }
              return decided.outcomes();
            });
  }

  private Future<Decided> decide(SqlConnection tx, int site, Decision decision) {
    List<UUID> ids = decision.cases().stream().map(Seen::id).distinct().toList();
    return Transitions.lock(tx, site, ids)
        .compose(
            locked -> {
              List<Locked> applicable = applicable(decision, locked);
              return move(tx, site, decision, applicable)
                  .compose(moved -> log(tx, site, decision, applicable))
                  .compose(
                      logged ->
                          Transitions.count(tx, site, applicable, decision.action().result())
                              .compose(counted -> articlesOf(tx, site, applicable))
                              .compose(
                                  touched ->
                                      outcomes(tx, site, decision, locked, logged)
                                          .map(
                                              outcomes ->
                                                  new Decided(outcomes, applicable, touched))));
            });
  }

  /**
   * The articles of all that was decided. A thread that looks the same to everyone else has still
   * changed for the author of a comment that was hidden and stays so: they are told of a decision.
   */
  private static Future<List<Touched>> articlesOf(
      SqlConnection tx, int site, List<Locked> decided) {
    return Transitions.articles(
        tx, site, decided.stream().map(Locked::articleId).distinct().toList());
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

  /** And set. */
  private static Future<Void> move(
      SqlConnection tx, int site, Decision decision, List<Locked> comments) {
    Status after = decision.action().result();
    return tx.preparedQuery(
            """
            update comment set status = $3, version = version + 1, report_n = 0, reason = $4,
              tell = $5, claimed_by = null, claimed_until = null
            where site_id = $1 and id = any($2)
            """)
        .execute(
            Tuple.of(
                site,
                comments.stream().map(Locked::id).toArray(UUID[]::new),
                after.number(),
                after.restricted() ? decision.reason().orElse(null) : null,
                decision.tell()))
        .mapEmpty();
  }

  /** Writes the log, and answers the decision of each comment. */
  private Future<Map<UUID, UUID>> log(
      SqlConnection tx, int site, Decision decision, List<Locked> comments) {
    Map<UUID, UUID> decisions = new java.util.HashMap<>();
    comments.forEach(comment -> decisions.put(comment.id(), Ids.next()));
    return tx.preparedQuery(
            """
            insert into decision (site_id, id, comment_id, author_id, moderator_id, action,
              from_status, to_status, version, reason, note, policy_version, model_version,
              created_at)
            select $1, one.id, one.comment_id, one.author_id, $6, $7, one.from_status, $8,
              one.version, $9, $10, screening.policy_version, screening.model_version, $11
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[], $12::int[])
              as one(id, comment_id, author_id, from_status, version)
            left join lateral (
              select policy_version, model_version from screening
              where site_id = $1 and comment_id = one.comment_id order by version desc limit 1
            ) screening on true
            """)
        .execute(
            Tuple.of(
                    site,
                    comments.stream()
                        .map(comment -> decisions.get(comment.id()))
                        .toArray(UUID[]::new),
                    comments.stream().map(Locked::id).toArray(UUID[]::new),
                    comments.stream().map(Locked::authorId).toArray(UUID[]::new),
                    comments.stream()
                        .map(comment -> comment.status().number())
                        .toArray(Short[]::new))
                .addValue(decision.moderator().id())
                .addValue(decision.action().code())
                .addValue(decision.action().result().number())
                .addValue(decision.reason().orElse(null))
                .addValue(decision.note().orElse(null))
                .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                .addValue(
                    comments.stream()
                        .map(comment -> comment.version() + 1)
                        .toArray(Integer[]::new)))
        .map(decisions);
  }

  private static Future<JsonArray> outcomes(
      SqlConnection tx,
      int site,
      Decision decision,
      Map<UUID, Locked> locked,
      Map<UUID, UUID> decisions) {
    List<UUID> stale =
        decision.cases().stream()
            .map(Seen::id)
            .filter(id -> locked.containsKey(id) && !decisions.containsKey(id))
            .toList();
    return lastDeciders(tx, site, stale)
        .map(
            deciders -> {
              JsonArray outcomes = new JsonArray();
              for (Seen seen : decision.cases()) {
                outcomes.add(outcome(seen.id(), locked.get(seen.id()), decisions, deciders));
              }
              return outcomes;
            });
  }

  private static JsonObject outcome(
      UUID id,
      @org.jspecify.annotations.Nullable Locked before,
      Map<UUID, UUID> decisions,
      Map<UUID, JsonObject> deciders) {
    JsonObject outcome = new JsonObject().put("case", id.toString());
    if (before == null || before.status() == Status.DELETED) {
      return outcome.put("outcome", "gone");
    }
    if (decisions.containsKey(id)) {
      return outcome
          .put("outcome", "applied")
          .put("id", decisions.get(id).toString())
          .put("version", before.version() + 1);
    }
    return outcome
        .put("outcome", "stale")
        .put("version", before.version())
        .put("status", before.status().code())
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
              Map<UUID, JsonObject> deciders = new java.util.HashMap<>();
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

  /** Takes a moderator's decision back, unless someone has decided or edited since. */
  Future<JsonObject> undo(int site, UUID decision, Moderator moderator) {
    return database
        .transaction(tx -> undo(tx, site, decision, moderator))
        .map(
            undone -> {
              publish(site, undone.touched());
              publishDecided(
                  site, undone.comment(), undone.version(), undone.status(), "undo", moderator);
              return new JsonObject()
                  .put("case", undone.comment().toString())
                  .put("version", undone.version())
                  .put("status", undone.status().code())
                  .put("id", undone.id().toString());
            });
  }

  private record Undone(UUID id, UUID comment, int version, Status status, List<Touched> touched) {}

  private Future<Undone> undo(SqlConnection tx, int site, UUID decision, Moderator moderator) {
    return tx.preparedQuery(
            """
            select comment_id, from_status, version,
              (select reason from decision earlier where earlier.site_id = $1
                 and earlier.comment_id = decision.comment_id and earlier.id < decision.id
                 and earlier.to_status = decision.from_status
               order by earlier.id desc limit 1) as reason
            from decision
            where site_id = $1 and id = $2 and moderator_id is not null
              and from_status is not null and action <> 'undo'
            """)
        .execute(Tuple.of(site, decision))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such decision to undo");
              }
              Row row = rows.iterator().next();
              return Transitions.lock(tx, site, List.of(row.getUUID("comment_id")))
                  .compose(locked -> restore(tx, site, decision, row, locked, moderator));
            });
  }

  private Future<Undone> restore(
      SqlConnection tx,
      int site,
      UUID decision,
      Row row,
      Map<UUID, Locked> locked,
      Moderator moderator) {
    Locked now = locked.get(row.getUUID("comment_id"));
    if (now == null || now.version() != row.getInteger("version")) {
      throw new Refusal(
          Problem.DECIDED_SINCE, "Someone has decided about this comment since, or it was edited");
    }
    Status before = Status.ofNumber(row.getShort("from_status"));
    UUID id = Ids.next();
    return tx.preparedQuery(
            """
            update comment set status = $3, version = version + 1, reason = $4,
              report_n = (select count(*) from report where site_id = $1 and comment_id = $2)
            where site_id = $1 and id = $2
            """)
        .execute(
            Tuple.of(
                site,
                now.id(),
                before.number(),
                before.restricted() ? row.getString("reason") : null))
        .compose(
            updated ->
                tx.preparedQuery(
                        """
                        insert into decision (site_id, id, comment_id, author_id, moderator_id,
                          action, from_status, to_status, version, undoes, created_at)
                        values ($1, $2, $3, $4, $5, 'undo', $6, $7, $8, $9, $10)
                        """)
                    .execute(
                        Tuple.of(site, id, now.id(), now.authorId(), moderator.id())
                            .addValue(now.status().number())
                            .addValue(before.number())
                            .addValue(now.version() + 1)
                            .addValue(decision)
                            .addValue(clock.instant().atOffset(ZoneOffset.UTC))))
        .compose(logged -> Transitions.count(tx, site, List.of(now), before))
        .compose(counted -> articlesOf(tx, site, List.of(now)))
        .map(touched -> new Undone(id, now.id(), now.version() + 1, before, touched));
  }

  private void publish(int site, List<Touched> touched) {
    touched.forEach(
        article ->
            bus.publish(
                new Change(
                    site, article.article(), article.version(), article.count(), article.state())));
  }

  private void publishDecided(
      int site, UUID comment, int version, Status status, String action, Moderator moderator) {
    bus.publish(
        new CaseEvent(
            site,
            "decided",
            new JsonObject()
                .put("case", comment.toString())
                .put("version", version)
                .put("status", status.code())
                .put("action", action)
                .put("by", moderator.reference())));
  }

  /** Adds a moderator's note to a case. */
  Future<JsonObject> note(int site, UUID comment, Moderator moderator, String text) {
    return database
        .pool()
        .preparedQuery(
            """
            insert into note (site_id, id, comment_id, moderator_id, text)
            select $1, $2, id, $4, $5 from comment where site_id = $1 and id = $3
            returning created_at
            """)
        .execute(Tuple.of(site, Ids.next(), comment, moderator.id(), text))
        .map(
            rows -> {
              Row row =
                  rows.stream()
                      .findFirst()
                      .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such case"));
              return new JsonObject()
                  .put("at", Optional.ofNullable(CaseJson.time(row, "created_at")).orElse(""))
                  .put("by", moderator.reference())
                  .put("kind", "note")
                  .put("note", text);
            });
  }
}
