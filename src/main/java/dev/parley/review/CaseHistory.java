package dev.parley.review;

import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** What has happened to a case, and what is said around it. */
final class CaseHistory {
  private final Database database;

  CaseHistory(Database database) {
    this.database = database;
  }

  /** What has happened to a case, the latest first. */
  Future<JsonArray> of(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            with asked as materialized (
              select blind from comment where site_id = $1 and id = $2
            )
            select at, kind, event.id, moderator.id as moderator_id, moderator.name, action,
              from_status, to_status, reason, note, undone
            from (
              (select created_at as at,
                case when action = 'undo' then 'undo' when action = 'edit' then 'edited'
                  when action in ('appeal', 'notice') then action
                  else 'decision' end as kind,
                id, moderator_id, action, %s, reason, note, undone
              from decision_log, asked where site_id = $1 and comment_id = $2
                and not (asked.blind and %s)
              order by id desc limit 200)
              union all
              (select created_at, 'note', id, moderator_id, null, null, null, null, text, false
              from note where site_id = $1 and comment_id = $2 order by id desc limit 200)
              union all
              -- Of many reports the latest: they do not push out what moderators did and wrote.
              (select created_at, 'report', comment_id, null, null, null, null, reason, detail, false
              from report where site_id = $1 and comment_id = $2
              order by created_at desc limit 50)
            ) event
            left join moderator on moderator.id = event.moderator_id
            order by at desc, event.id desc
            """
                .formatted(
                    BlindCase.statuses("decision_log", "asked.blind"),
                    BlindCase.isVerdict("decision_log")))
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              JsonArray history = new JsonArray();
              rows.forEach(row -> history.add(HistoryJson.of(row)));
              return history;
            });
  }

  /** The rest of a conversation, in reading order. */
  Future<JsonObject> conversation(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            with asked as materialized (
              select root_id, blind from comment where site_id = $1 and id = $2
            ), there as (
              -- Only what is published has later answers, and other checks are nobody's news.
              select id from comment
              where site_id = $1 and root_id = (select root_id from asked) and shown > 0
                and parent_id is not null
                and not blind and (id < $2 or not (select blind from asked))
              union
              select id from comment
              where site_id = $1 and id = (select root_id from asked) and shown > 0 and not blind
              union
              select id from comment where site_id = $1 and id = $2
              order by id limit 200
            )
            select id, parent_id, cardinality(ancestors) as depth, author_name, html,
              %s as status, created_at
            from comment
            where site_id = $1 and id = any(array(select id from there))
            order by id
            """
                .formatted(Waiting.STATUS))
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              JsonArray comments = new JsonArray();
              rows.forEach(row -> comments.add(HistoryJson.conversationEntry(row)));
              return new JsonObject().put("comments", comments);
            });
  }
}
