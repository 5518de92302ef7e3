package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Parameters;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How much a moderator has decided today: a figure for themselves, which nobody else is told. */
final class OwnDecisions {
  /** A day, wherever it begins, and some time to spare. */
  private static final Duration LONGEST = Duration.ofDays(2);

  private final Database database;
  private final Clock clock;

  OwnDecisions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** How many of their decisions since a time that the request names are in force. */
  Future<JsonObject> count(Moderator moderator, RoutingContext context) {
    Instant since = since(Parameters.required(context, "since"));
    return database
        .pool()
        .preparedQuery(
            """
            select count(*)::int as n from decision_in_force
            where site_id = any($1) and moderator_id = $2 and id >= $3
            """)
        .execute(
            Tuple.of(
                moderator.sites().stream().map(SiteName::id).toArray(Integer[]::new),
                moderator.id(),
                Ids.earliest(since)))
        .map(
            rows ->
                new JsonObject()
                    .put("since", since.toString())
                    .put("count", rows.iterator().next().getInteger("n")));
  }

  private Instant since(String text) {
    Instant since;
    try {
      since = Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw Refusal.invalid("since", "Use a time in RFC 3339, like 2026-11-30T00:00:00Z");
    }
    Instant now = clock.instant();
    if (since.isAfter(now) || since.isBefore(now.minus(LONGEST))) {
      throw Refusal.invalid("since", "Use a time of the last two days");
    }
    return since;
  }
}
