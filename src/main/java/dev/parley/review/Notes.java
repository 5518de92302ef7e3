package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** What moderators write on a case for each other. */
final class Notes {
  private final Database database;

  Notes(Database database) {
    this.database = database;
  }

  /** Adds a moderator's note to a case. */
  Future<JsonObject> add(int site, UUID comment, Moderator moderator, String text) {
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
