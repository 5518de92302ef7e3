package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanTarget;
import dev.parley.comment.Action;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.review.Banning.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The stored proposals of bans. */
final class BanProposals {
  private static final String SELECT =
      """
      select proposal.id, kind, value, until, reason, waiting, moderator_id, proposal.created_at,
        moderator.name
      from ban_proposal proposal left join moderator on moderator.id = moderator_id
      where site_id = $1
      """;

  private BanProposals() {}

  /** All that wait on a site, the oldest first. */
  static Future<List<BanProposal>> of(SqlClient client, int site) {
    return client
        .preparedQuery(SELECT + " order by proposal.id")
        .execute(Tuple.of(site))
        .map(rows -> rows.stream().map(BanProposals::proposal).toList());
  }

  /** Locks one of them; not found when somebody has settled it. */
  static Future<BanProposal> locked(SqlConnection tx, int site, UUID id) {
    return tx.preparedQuery(SELECT + " and proposal.id = $2 for update of proposal")
        .execute(Tuple.of(site, id))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(BanProposals::proposal)
                    .orElseThrow(
                        () ->
                            new Refusal(Problem.NOT_FOUND, "There is no such proposal any more")));
  }

  /** The one about this target, locked, if there is one. */
  static Future<Optional<BanProposal>> about(SqlConnection tx, int site, BanTarget target) {
    return tx.preparedQuery(SELECT + " and kind = $2 and value = $3 for update of proposal")
        .execute(Tuple.of(site, target.kind().code(), target.value()))
        .map(rows -> rows.stream().findFirst().map(BanProposals::proposal));
  }

  /**
   * Stores one in place of an earlier one of the same moderator about the same target; empty when
   * somebody else has proposed that. Its id is another one: nobody confirms by an old id what has
   * changed since they read it.
   */
  static Future<Optional<UUID>> put(SqlConnection tx, int site, Wanted wanted, UUID moderator) {
    return tx.preparedQuery(
            """
            insert into ban_proposal
              (site_id, id, kind, value, until, reason, waiting, moderator_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (site_id, kind, value) do update
            set id = excluded.id, until = excluded.until, reason = excluded.reason, waiting = excluded.waiting,
                created_at = now()
            where ban_proposal.moderator_id = excluded.moderator_id
            returning id
            """)
        .execute(
            Tuple.of(site, Ids.next())
                .addValue(wanted.target().kind().code())
                .addValue(wanted.target().value())
                .addValue(wanted.until().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null))
                .addValue(wanted.reason())
                .addValue(wanted.waiting().map(Action::code).orElse(null))
                .addValue(moderator))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("id")));
  }

  /** A target that is banned needs no proposal. */
  static Future<Void> settle(SqlConnection tx, int site, BanTarget target) {
    return tx.preparedQuery(
            "delete from ban_proposal where site_id = $1 and kind = $2 and value = $3")
        .execute(Tuple.of(site, target.kind().code(), target.value()))
        .mapEmpty();
  }

  private static BanProposal proposal(Row row) {
    return new BanProposal(
        row.getUUID("id"),
        new Wanted(
            new BanTarget(
                Ban.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("value")),
            Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant),
            row.getString("reason"),
            Optional.ofNullable(row.getString("waiting")).flatMap(Action::ofCode)),
        row.getUUID("moderator_id"),
        Optional.ofNullable(row.getString("name")).orElse(""),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
