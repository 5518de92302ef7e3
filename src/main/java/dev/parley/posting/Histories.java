package dev.parley.posting;

import dev.parley.campaign.Campaigns;
import dev.parley.campaign.CommentFingerprint;
import dev.parley.comment.Author;
import dev.parley.comment.History;
import dev.parley.comment.History.ClaimedAuthor;
import dev.parley.comment.History.Past;
import dev.parley.comment.Surroundings;
import dev.parley.database.Database;
import dev.parley.posting.Acquaintance.Known;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the history that screening needs: an author's past, and what goes on around the comment.
 */
final class Histories {
  /**
   * At most so many other authors with the same address are looked at: anyone could make up
   * thousands.
   */
  private static final int MOST_CLAIMANTS = 20;

  private final Database database;
  private final Campaigns campaigns;

  Histories(Database database) {
    this.database = database;
    this.campaigns = new Campaigns(database);
  }

  /**
   * The history for a comment, without the comment itself.
   *
   * @param email the address its author typed
   * @param known what the database knew about the author a moment ago
   */
  Future<History> of(CommentFingerprint comment, Optional<String> email, Optional<Known> known) {
    Future<Known> author = known.map(Future::succeededFuture).orElseGet(() -> author(comment));
    Future<Surroundings> around = campaigns.around(comment);
    Future<Optional<ClaimedAuthor>> claimed =
        claimedAuthor(comment.site(), comment.author(), email);
    return Future.all(author, around, claimed)
        .map(all -> history(author.result(), claimed.result(), around.result()));
  }

  private Future<Known> author(CommentFingerprint comment) {
    return database
        .pool()
        .preparedQuery(
            "select first_seen, past.* from (%s) past left join author on site_id = $1 and id = $2"
                .formatted(
                    Acquaintance.pastOf("comment.site_id = $1 and author_id = $2 and id <> $3")))
        .execute(Tuple.of(comment.site(), comment.author(), comment.id()))
        .map(rows -> Known.of(rows.iterator().next()));
  }

  /**
   * The author somebody claims to be: the first who gave the same address, if that is another one.
   */
  private Future<Optional<ClaimedAuthor>> claimedAuthor(
      int site, UUID author, Optional<String> email) {
    Optional<UUID> owner =
        email.map(known -> Author.idOf(site, known)).filter(known -> !known.equals(author));
    if (owner.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select author.id, author.name, past.approved, past.rejected
            from author
            cross join lateral (%s) past
            where author.site_id = $1 and author.id <> $4 and author.id = any(array(
              select $2::uuid
              union all
              (select id from author where site_id = $1 and email = $3 limit $5)))
            """
                .formatted(Acquaintance.pastOf("comment.site_id = $1 and author_id = author.id")))
        .execute(Tuple.of(site, owner.get(), email.get(), author, MOST_CLAIMANTS))
        .map(rows -> claimedAuthor(owner.get(), rows));
  }

  private static Optional<ClaimedAuthor> claimedAuthor(UUID owner, RowSet<Row> rows) {
    Optional<Row> known = rows.stream().filter(row -> row.getUUID("id").equals(owner)).findFirst();
    Optional<Past> worst =
        rows.stream()
            .map(Acquaintance::past)
            .max(Comparator.comparingInt(past -> past.rejected() * 2 - past.approved()));
    return known.flatMap(
        row ->
            worst.map(
                all -> new ClaimedAuthor(row.getString("name"), Acquaintance.past(row), all)));
  }

  /** Forgets a comment that was screened but could not be stored. */
  void forget(int site, UUID comment) {
    campaigns.forget(site, comment);
  }

  private static History history(
      Known author, Optional<ClaimedAuthor> claimed, Surroundings surroundings) {
    return new History(author.past(), author.firstSeen(), claimed, surroundings);
  }
}
