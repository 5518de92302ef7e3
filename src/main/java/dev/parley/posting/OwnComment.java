package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A comment for an author who has shown its edit token.
 *
 * @param decidedBy the moderator whose decision stands; empty when only rules have decided
 * @param reason why it is restricted; empty when its author may not know
 * @param appeal the author's latest objection
 */
public record OwnComment(
    UUID id,
    UUID articleId,
    String articleKey,
    UUID authorId,
    String name,
    Optional<String> email,
    Optional<String> url,
    Status status,
    int version,
    String body,
    Instant editableUntil,
    Optional<UUID> decidedBy,
    Optional<Instant> decidedAt,
    Optional<String> reason,
    Optional<OwnAppeal> appeal) {

  /**
   * The comment an edit token belongs to. Without the right token it is not found, as for
   * strangers.
   */
  static Future<OwnComment> find(Database database, int site, UUID id, Optional<String> token) {
    return database
        .pool()
        .preparedQuery(
            """
            select comment.id, article_id, key, author_id, author_name, author_url, status, email,
              comment.version, body, editable_until, token_hash, tell, comment.reason,
              last.moderator_id, last.created_at as decided_at, appeal.*
            from comment
            join article on article.site_id = $1 and article.id = comment.article_id
            join author on author.site_id = $1 and author.id = comment.author_id
            left join lateral (
              select moderator_id, created_at from decision_in_force
              where site_id = $1 and comment_id = $2 order by id desc limit 1) last on true
            """
                + OwnAppeal.LATEST
                + """
            where comment.site_id = $1 and comment.id = $2
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              if (rows.size() == 0
                  || !new EditToken(token.orElse(""))
                      .matches(rows.iterator().next().getBuffer("token_hash").getBytes())) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such comment of yours");
              }
              return of(rows.iterator().next());
            });
  }

  private static OwnComment of(Row row) {
    return new OwnComment(
        row.getUUID("id"),
        row.getUUID("article_id"),
        row.getString("key"),
        row.getUUID("author_id"),
        row.getString("author_name"),
        Optional.ofNullable(row.getString("email")),
        Optional.ofNullable(row.getString("author_url")),
        Status.ofNumber(row.getShort("status")),
        row.getInteger("version"),
        row.getString("body"),
        row.getOffsetDateTime("editable_until").toInstant(),
        Optional.ofNullable(row.getUUID("moderator_id")),
        Optional.ofNullable(row.getOffsetDateTime("decided_at")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString("reason")).filter(reason -> row.getBoolean("tell")),
        OwnAppeal.of(row));
  }

  /**
   * The status its author sees. A comment that only a machine took for spam looks pending, so that
   * a spammer learns nothing.
   */
  public Status shownStatus() {
    return status == Status.SPAM && decidedBy.isEmpty() ? Status.PENDING : status;
  }

  /** Whether its author may object: once to each restriction they are told of. */
  public boolean isAppealable() {
    return shownStatus().restricted()
        && !body.isEmpty()
        && appeal.filter(OwnAppeal::spent).isEmpty();
  }

  /** What has become of its author's objection, in words; empty when they have not objected. */
  public Optional<String> appealInWords() {
    return appeal
        .filter(made -> made.spent() || !shownStatus().restricted())
        .map(OwnAppeal::inWords);
  }

  /** Why it was not published, for its author; empty unless it is restricted. */
  public Optional<String> statement() {
    return shownStatus().restricted() ? Optional.of(Statement.message(reason)) : Optional.empty();
  }
}
