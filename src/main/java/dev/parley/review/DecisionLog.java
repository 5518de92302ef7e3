package dev.parley.review;

import dev.parley.comment.Snippet;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Parameters;
import dev.parley.ledger.LogActions;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The append-only log: who did what, when, why, and under which policy and models. */
final class DecisionLog {
  /** Rows that are looked at for one page of a search. */
  static final int LOOKED_AT = 4_000;

  /** What is the author's when nobody decided it. */
  private static final Set<String> AUTHORS =
      Set.of(LogActions.EDIT, LogActions.DELETE, LogActions.APPEAL);

  private final Database database;
  private final Vertx vertx;

  DecisionLog(Database database, Vertx vertx) {
    this.database = database;
    this.vertx = vertx;
  }

  /** A page of the log, the latest first. */
  Future<JsonObject> page(int site, RoutingContext context) {
    int limit = Parameters.number(context, "limit", 50, 1, 200);
    StringBuilder where = new StringBuilder("decision.site_id = $1");
    Tuple parameters = Tuple.of(site);
    Parameters.text(context, "moderator")
        .ifPresent(
            who -> {
              if (who.equals("rules")) {
                where.append(" and decision.moderator_id is null");
              } else {
                and(where, parameters, "decision.moderator_id = $%d", id("moderator", who));
              }
            });
    Parameters.text(context, "action")
        .ifPresent(action -> and(where, parameters, "decision.action = $%d", action));
    CaseQuery.day(context, "from")
        .ifPresent(from -> and(where, parameters, "decision.id >= $%d", Ids.earliest(from)));
    CaseQuery.day(context, "to")
        .ifPresent(
            to ->
                and(
                    where,
                    parameters,
                    "decision.id < $%d",
                    Ids.earliest(to.plus(1, ChronoUnit.DAYS))));
    Parameters.text(context, "cursor")
        .ifPresent(cursor -> and(where, parameters, "decision.id < $%d", id("cursor", cursor)));
    return Parameters.text(context, "q")
        .map(text -> search(site, where.toString(), parameters, text, limit))
        .orElseGet(() -> entries(where.toString(), parameters, limit))
        .compose(page -> moderators(site).map(people -> page.put("moderators", people)));
  }

  /**
   * A page of the rows that are about a text or a name. Only a stretch of the log is looked at:
   * each row's comment and author must be read for that.
   */
  private Future<JsonObject> search(
      int site, String where, Tuple parameters, String text, int limit) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            with looked as materialized (
              select id, comment_id, author_id from decision where %1$s order by id desc limit %2$d
            ), found as materialized (
              select looked.id from looked
              left join lateral (select name from author
                where author.site_id = $1 and author.id = looked.author_id limit 1) author on true
              left join lateral (select body from comment
                where comment.site_id = $1 and comment.id = looked.comment_id limit 1
              ) comment on true
              where comment.body ilike $%3$d or author.name ilike $%3$d
              order by looked.id desc limit %4$d
            )
            select array(select id from found) as ids, (select count(*)::int from looked) as looked,
              (select id from looked order by id limit 1) as last_id
            """,
                where,
                LOOKED_AT,
                parameters.size() + 1,
                limit + 1))
        .execute(parameters.addValue(CaseQuery.like(text)))
        .map(rows -> rows.iterator().next())
        .compose(
            found ->
                entries(
                        "decision.site_id = $1 and decision.id = any($2)",
                        Tuple.of(site, (Object) found.getArrayOfUUIDs("ids")),
                        limit)
                    .map(page -> further(page, found)));
  }

  /** There may be more behind what was looked at. */
  private static JsonObject further(JsonObject page, Row found) {
    return page.getValue("next") == null && found.getInteger("looked") == LOOKED_AT
        ? page.put("next", found.getUUID("last_id").toString()).put("searched", LOOKED_AT)
        : page;
  }

  private static UUID id(String name, String text) {
    return Ids.parse(text).orElseThrow(() -> Refusal.invalid(name, "This is not an id"));
  }

  private static void and(StringBuilder where, Tuple parameters, String condition, Object value) {
    parameters.addValue(value);
    where.append(" and ").append(String.format(Locale.ROOT, condition, parameters.size()));
  }

  private Future<JsonObject> entries(String where, Tuple parameters, int limit) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select decision.id, decision.comment_id, decision.created_at, decision.moderator_id,
              moderator.name, decision.action, %s,
              decision.reason, decision.note, decision.author_id, author.name as author_name,
              left(comment.body, %d) as beginning, article.key, article.url, article.title,
              decision.policy_version, decision.model_version, coalesce(comment.blind, false) as blind,
              screening.scores,
              comment.version = decision.version as latest, decision.undone
            from decision_log decision
            left join moderator on moderator.id = decision.moderator_id
            -- One row by its key each, whatever the planner thinks of the size of the tables.
            left join lateral (select name from author
              where author.site_id = $1 and author.id = decision.author_id limit 1
            ) author on true
            left join lateral (select id, body, version, blind, article_id
              from comment
              where comment.site_id = $1 and comment.id = decision.comment_id limit 1
            ) comment on true
            left join lateral (select key, url, title from article
              where article.site_id = $1 and article.id = comment.article_id limit 1
            ) article on true
            left join lateral (select scores from screening where screening.site_id = $1
              and screening.comment_id = decision.comment_id order by version desc limit 1
            ) screening on true
            -- What the machine made of a comment is not told before the comment is decided blind.
            where %s and not (coalesce(comment.blind, false) and %s)
            order by decision.id desc limit %d
            """,
                BlindCase.statuses("decision", "coalesce(comment.blind, false)"),
                Snippet.READ,
                where,
                BlindCase.isVerdict("decision"),
                limit + 1))
        .execute(parameters)
        .compose(rows -> vertx.executeBlocking(() -> page(rows, limit), false));
  }

  /** Off the event loop, for the texts are read. */
  private static JsonObject page(RowSet<Row> rows, int limit) {
    List<Row> found = new ArrayList<>();
    rows.forEach(found::add);
    JsonObject page = new JsonObject().putNull("next");
    if (found.size() > limit) {
      found.remove(limit);
      page.put("next", found.get(limit - 1).getUUID("id").toString());
    }
    JsonArray decisions = new JsonArray();
    found.forEach(row -> decisions.add(entry(row)));
    return page.put("decisions", decisions);
  }

  private static JsonObject entry(Row row) {
    JsonObject json =
        new JsonObject()
            .put("id", row.getUUID("id").toString())
            .put("case", text(row.getUUID("comment_id")))
            .put("at", CaseJson.time(row, "created_at"))
            .put("by", HistoryJson.person(row.getUUID("moderator_id"), row.getString("name")))
            .put("actor", actor(row))
            .put("action", row.getString("action"))
            .put("from", HistoryJson.status(row, "from_status"))
            .put("to", HistoryJson.status(row, "to_status"))
            .put("reason", row.getString("reason"))
            .put("note", row.getString("note"))
            .put("excerpt", excerpt(row.getString("beginning")))
            .put("policyVersion", row.getString("policy_version"))
            .put("modelVersion", row.getString("model_version"))
            .put("scores", BlindCase.is(row) ? null : row.getValue("scores"))
            .put("undone", row.getBoolean("undone"))
            .put("undoable", undoable(row));
    if (row.getUUID("author_id") != null) {
      json.put(
          "author", HistoryJson.person(row.getUUID("author_id"), row.getString("author_name")));
    }
    if (row.getString("key") != null) {
      json.put(
          "article",
          new JsonObject()
              .put("key", row.getString("key"))
              .put("url", row.getString("url"))
              .put("title", row.getString("title")));
    }
    return json;
  }

  /** Who acted: what nobody decided was a comment's author or the rules. */
  private static String actor(Row row) {
    if (row.getUUID("moderator_id") != null) {
      return "moderator";
    }
    String action = row.getString("action");
    if (action.equals(LogActions.NOTICE)) {
      return "reader";
    }
    return AUTHORS.contains(action) ? "author" : "rules";
  }

  /** What a person decided, and nobody has touched since. */
  private static boolean undoable(Row row) {
    return Boolean.TRUE.equals(row.getBoolean("latest"))
        && row.getUUID("moderator_id") != null
        && row.getShort("from_status") != null
        && !row.getString("action").equals(LogActions.UNDO);
  }

  private static @Nullable String excerpt(@Nullable String body) {
    return body == null ? null : Snippet.of(body);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private Future<JsonArray> moderators(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, name from moderator
            where role = 'administrator' or exists (select 1 from moderator_site
              where site_id = $1 and moderator_id = moderator.id)
            order by name
            """)
        .execute(Tuple.of(site))
        .map(
            rows -> {
              JsonArray people = new JsonArray();
              rows.forEach(
                  row -> people.add(HistoryJson.person(row.getUUID("id"), row.getString("name"))));
              return people;
            });
  }
}
