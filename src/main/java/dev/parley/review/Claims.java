package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent.Claimed;
import dev.parley.publish.CaseEvent.Released;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Leases on cases, so that two moderators see where the other is. Advice only: what keeps decisions
 * apart is the version.
 */
final class Claims {
  /** How long a claim lasts; whoever is still reading claims again. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Database database;
  private final Announcer announcer;
  private final Clock clock;

  Claims(Database database, Announcer announcer, Clock clock) {
    this.database = database;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Claims a case, or renews the claim; other claims of the moderator end. */
  Future<JsonObject> claim(int site, UUID id, Moderator moderator) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant until = now.plus(LEASE);
    return database
        .pool()
        .preparedQuery(
            """
            update comment set claimed_by = $3, claimed_until = $4
            where site_id = $1 and id = $2
              and (claimed_by is null or claimed_by = $3 or claimed_until < $5)
            """)
        .execute(
            Tuple.of(
                site,
                id,
                moderator.id(),
                until.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC)))
        .compose(
            rows -> rows.rowCount() == 0 ? refuse(site, id) : releaseOthers(site, id, moderator))
        .map(
            done -> {
              announcer.announce(Changes.of(new Claimed(site, id, moderator.reference(), until)));
              return new JsonObject().put("until", until.toString());
            });
  }

  private Future<Void> refuse(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select moderator.id, moderator.name, claimed_until from comment
            join moderator on moderator.id = claimed_by
            where site_id = $1 and comment.id = $2
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              Row row =
                  rows.stream()
                      .findFirst()
                      .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such case"));
              throw new Refusal(Problem.CLAIMED, row.getString("name") + " is reviewing this.")
                  .with(
                      "by",
                      new JsonObject()
                          .put("id", row.getUUID("id").toString())
                          .put("name", row.getString("name")))
                  .with("until", row.getOffsetDateTime("claimed_until").toInstant().toString());
            });
  }

  private Future<Void> releaseOthers(int site, UUID id, Moderator moderator) {
    return database
        .pool()
        .preparedQuery(
            """
            update comment set claimed_by = null, claimed_until = null
            where site_id = $1 and claimed_by = $2 and id <> $3 returning id
            """)
        .execute(Tuple.of(site, moderator.id(), id))
        .map(rows -> released(site, rows));
  }

  /** Ends the moderator's claim on a case. */
  Future<Void> release(int site, UUID id, Moderator moderator) {
    return database
        .pool()
        .preparedQuery(
            """
            update comment set claimed_by = null, claimed_until = null
            where site_id = $1 and id = $2 and claimed_by = $3 returning id
            """)
        .execute(Tuple.of(site, id, moderator.id()))
        .map(rows -> released(site, rows));
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private Void released(int site, RowSet<Row> rows) {
    rows.forEach(row -> announcer.announce(Changes.of(new Released(site, row.getUUID("id")))));
    return null;
  }
}
