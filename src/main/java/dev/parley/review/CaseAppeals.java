package dev.parley.review;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.OtherPeople;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Authors' appeals as moderators meet them. One is for everybody but who took the decision it is
 * about; where nobody else may decide on the site it is for them all the same, for an appeal that
 * nobody answers would be worth less.
 */
final class CaseAppeals {
  /** The latest appeal of {@code comment}, with what it is about, as columns of a lateral join. */
  static final String LATEST =
      """
      left join lateral (
        select appeal.text as appeal_text, appeal.created_at as appeal_at, outcome, sentence,
          answered_at, about.moderator_id as about_by, moderator.name as about_name,
          about.action as about_action, about.reason as about_reason,
          about.created_at as about_at
        from appeal
        left join lateral (
          select moderator_id, action, reason, created_at from decision_in_force about
          where about.site_id = $1 and about.comment_id = comment.id and about.id < appeal.id
          order by about.id desc limit 1) about on true
        left join moderator on moderator.id = about.moderator_id
        where appeal.site_id = $1 and appeal.comment_id = comment.id
        order by appeal.id desc limit 1) appeal on true
      """;

  private CaseAppeals() {}

  /**
   * Whether the appeal of {@code comment}, which waits, is for a moderator of the site {@code $1}.
   *
   * @param moderator an SQL expression for the moderator's id
   */
  static String isFor(String moderator) {
    return isFor("$1", moderator);
  }

  static String isFor(String site, String moderator) {
    return "(comment.appealed_against is distinct from "
        + moderator
        + " or not "
        + OtherPeople.exist(site, moderator)
        + ")";
  }

  /** Those of these comments, which are locked, whose appeals others have to decide on. */
  static Future<Set<UUID>> ofOthers(
      SqlConnection tx, int site, UUID moderator, List<UUID> comments) {
    return tx.preparedQuery(
            "select id from comment where site_id = $1 and id = any($3)"
                + " and appealed_at is not null and not "
                + isFor("$2"))
        .execute(Tuple.of(site, moderator, comments.toArray(UUID[]::new)))
        .map(
            rows -> {
              Set<UUID> ids = new HashSet<>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return ids;
            });
  }

  /** Refuses to take back an answer to an appeal that was against the moderator's own decision. */
  static Future<Void> refuseOwn(SqlConnection tx, int site, UUID moderator, UUID answer) {
    return tx.preparedQuery(
            "select from appeal where site_id = $1 and answer = $3 and against = $2 and "
                + OtherPeople.exist("$1", "$2"))
        .execute(Tuple.of(site, moderator, answer))
        .map(
            rows -> {
              if (rows.size() > 0) {
                throw refusal(
                    "This answers an appeal against your decision. Someone else may take it back.");
              }
              return null;
            });
  }

  /** Refuses to decide on appeals against the moderator's own decisions. */
  static Refusal refusal(Set<UUID> cases) {
    JsonArray ids = new JsonArray();
    cases.stream().sorted().forEach(id -> ids.add(id.toString()));
    return refusal("The author has objected to your decision. Someone else has to look at it.")
        .with("cases", ids);
  }

  private static Refusal refusal(String why) {
    return new Refusal(Problem.OWN_DECISION, why);
  }

  /** Whether a row's case waits as an appeal that its reader may decide on. */
  static boolean waits(Row row) {
    return row.getOffsetDateTime("appealed_at") != null && row.getBoolean("appeal_is_mine");
  }

  /** Whether a row's case waits as an appeal that its reader must leave to others. */
  static boolean isOfOthers(Row row) {
    return row.getOffsetDateTime("appealed_at") != null && !row.getBoolean("appeal_is_mine");
  }

  /** The appeal of a row's case, unless others have to decide on it. */
  static @Nullable JsonObject json(Row row) {
    if (row.getString("appeal_text") == null || isOfOthers(row)) {
      return null;
    }
    JsonObject json =
        new JsonObject()
            .put("text", row.getString("appeal_text"))
            .put("at", CaseJson.time(row, "appeal_at"))
            .put("state", row.getString("outcome") == null ? "waiting" : row.getString("outcome"))
            .put("sentence", row.getString("sentence"))
            .put("answeredAt", CaseJson.time(row, "answered_at"));
    if (row.getString("about_action") != null) {
      json.put(
          "about",
          new JsonObject()
              .put("by", HistoryJson.person(row.getUUID("about_by"), row.getString("about_name")))
              .put("action", row.getString("about_action"))
              .put("reason", row.getString("about_reason"))
              .put("at", CaseJson.time(row, "about_at")));
    }
    return json;
  }
}
