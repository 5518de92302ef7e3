package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is known of an author: their comments, counts, notes and ban. */
final class Authors {
  private final Database database;
  private final Clock clock;

  Authors(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An author with a page of their comments, the latest first. */
  Future<JsonObject> one(int site, UUID id, RoutingContext context) {
    int limit = Parameters.number(context, "limit", 20, 1, 100);
    Optional<UUID> before =
        Parameters.text(context, "cursor")
            .map(
                text ->
                    Ids.parse(text)
                        .orElseThrow(() -> Refusal.invalid("cursor", "This is not a cursor")));
    return author(site, id)
        .compose(
            author ->
                otherNames(site, id, author)
                    .compose(
                        named ->
                            comments(site, id, limit, before)
                                .map(page -> page.put("author", author)))
                    .compose(page -> notes(site, id).map(notes -> page.put("notes", notes))));
  }

  private Future<JsonObject> author(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select author.name, email, url, first_seen, ban.id as ban_id, ban.until, ban.reason,
              past.*, (select abbrev(address) from comment where comment.site_id = $1
                and author_id = $2 and address is not null order by id desc limit 1) as address,
              (select reason from comment where comment.site_id = $1 and author_id = $2
                and status = 2 order by id desc limit 1) as last_rejected_reason
            from author
            left join ban on ban.site_id = $1 and ban.kind = 'author' and ban.value = author.id::text
              and (ban.until is null or ban.until > now())
            left join lateral (
              select %s as pending, %s as approved, %s
              from (select status, decided, blind from comment where comment.site_id = $1 and author_id = $2
                    order by id desc limit 10000) latest) past on true
            where author.site_id = $1 and author.id = $2
            """,
                BlindCase.PENDING,
                BlindCase.APPROVED,
                CaseStore.TURNED_DOWN))
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              Row row =
                  rows.stream()
                      .findFirst()
                      .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such author"));
              return json(id, row);
            });
  }

  private static JsonObject json(UUID id, Row row) {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("name", row.getString("name"))
            .put("email", Email.masked(row.getString("email")))
            .put("approved", row.getInteger("approved"))
            .put("rejected", row.getInteger("rejected"))
            .put("putAside", row.getInteger("put_aside"))
            .put("pending", row.getInteger("pending"))
            .put("firstSeen", CaseJson.time(row, "first_seen"));
    if (row.getString("url") != null) {
      json.put("url", row.getString("url"));
    }
    if (row.getString("last_rejected_reason") != null) {
      json.put("lastRejectedReason", row.getString("last_rejected_reason"));
    }
    String address = row.getString("address");
    if (address != null) {
      json.put("ip", address);
      NetworkPrefix.around(address).ifPresent(network -> json.put("network", network.toString()));
    }
    if (row.getUUID("ban_id") != null) {
      json.put(
          "ban",
          new JsonObject()
              .put("id", row.getUUID("ban_id").toString())
              .put("until", CaseJson.time(row, "until"))
              .put("reason", row.getString("reason")));
    }
    return json;
  }

  /** Other names that posted from the same network within 30 days. */
  private Future<JsonObject> otherNames(int site, UUID id, JsonObject author) {
    String network = author.getString("network");
    if (network == null) {
      return Future.succeededFuture(author.put("otherNames", new JsonArray()));
    }
    return database
        .pool()
        .preparedQuery(
            """
            select distinct author_name
            from (select author_name, address, author_id from comment
                  where site_id = $1 and id > $2 order by id desc limit 5000) latest
            where address <<= $3::text::inet and author_id <> $4
            limit 20
            """)
        .execute(
            Tuple.of(site, Ids.earliest(clock.instant().minus(Duration.ofDays(30))), network, id))
        .map(
            rows -> {
              JsonArray names = new JsonArray();
              rows.forEach(row -> names.add(row.getString("author_name")));
              return author.put("otherNames", names);
            });
  }

  private Future<JsonObject> comments(int site, UUID id, int limit, Optional<UUID> before) {
    Tuple parameters = Tuple.of(site, id, limit + 1);
    before.ifPresent(parameters::addValue);
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select comment.id, status, blind, reason, body, html, comment.created_at, key,
              article.url, title
            from comment
            join article on article.site_id = $1 and article.id = article_id
            where comment.site_id = $1 and author_id = $2 %s
            order by comment.id desc limit $3
            """,
                before.isPresent() ? "and comment.id < $4" : ""))
        .execute(parameters)
        .map(
            rows -> {
              JsonArray comments = new JsonArray();
              rows.forEach(row -> comments.add(comment(row)));
              JsonObject page = new JsonObject().putNull("next");
              if (comments.size() > limit) {
                comments.remove(limit);
                page.put("next", comments.getJsonObject(limit - 1).getString("id"));
              }
              return page.put("comments", comments);
            });
  }

  private static JsonObject comment(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("status", BlindCase.status(row).code())
        .put("reason", row.getString("reason"))
        .put("body", row.getString("body"))
        .put("html", row.getString("html"))
        .put("createdAt", CaseJson.time(row, "created_at"))
        .put(
            "article",
            new JsonObject()
                .put("key", row.getString("key"))
                .put("url", row.getString("url"))
                .put("title", row.getString("title")));
  }

  private Future<JsonArray> notes(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select note.text, note.created_at, moderator.id, moderator.name from note
            join comment on comment.site_id = $1 and comment.id = note.comment_id
            join moderator on moderator.id = note.moderator_id
            where note.site_id = $1 and comment.author_id = $2
            order by note.id desc limit 100
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              JsonArray notes = new JsonArray();
              rows.forEach(
                  row ->
                      notes.add(
                          new JsonObject()
                              .put("text", row.getString("text"))
                              .put("at", CaseJson.time(row, "created_at"))
                              .put(
                                  "by",
                                  HistoryJson.person(row.getUUID("id"), row.getString("name")))));
              return notes;
            });
  }
}
