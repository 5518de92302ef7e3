package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.History.Past;
import dev.parley.comment.Parent;
import dev.parley.comment.Status;
import dev.parley.comment.Threads;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows about a submission before it is screened.
 *
 * @param article where it is posted; a new one without comments when nobody has posted there yet
 * @param parent the approved comment it answers; empty when the article has no such comment
 * @param author the author it is by if the typed name and address are true
 * @param isAtHome whether nothing speaks against that author: they have no comments yet, or have
 *     posted from the same network not long ago
 */
record Acquaintance(Article article, Optional<Parent> parent, Known author, boolean isAtHome) {

  /**
   * An author as the database knows them.
   *
   * @param past how their comments were decided
   * @param firstSeen when they first posted; empty for a newcomer
   */
  record Known(Past past, Optional<Instant> firstSeen) {
    /** The author in a row that has {@code first_seen} and the columns of {@link #pastOf}. */
    static Known of(Row row) {
      return new Known(
          Acquaintance.past(row),
          Optional.ofNullable(row.getOffsetDateTime("first_seen")).map(OffsetDateTime::toInstant));
    }
  }

  /**
   * Counts the latest 50 comments of an author. Comments the author took back do not count in
   * {@code comments}.
   *
   * @param where the SQL condition that selects the author's comments
   */
  static String pastOf(String where) {
    return """
        select count(*) filter (where status = 1)::int as approved,
               count(*) filter (where status in (2, 3))::int as rejected,
               count(*) filter (where status <> 4)::int as comments
        from (select status from comment
              where %s
              order by comment.id desc limit 50) latest
        """
        .formatted(where);
  }

  /** The past in a row that has the columns of {@link #pastOf}. */
  static Past past(Row row) {
    return new Past(row.getInteger("approved"), row.getInteger("rejected"));
  }

  /** The acquaintance in a row of {@link Acquaintances}. */
  static Acquaintance of(Submission submission, Row row) {
    Article article =
        row.getUUID("id") == null
            ? Article.unknown(submission.site().id(), submission.articleKey())
            : Threads.article(row);
    boolean atHome = row.getInteger("comments") == 0 || row.getBoolean("from_here");
    return new Acquaintance(article, parent(row), Known.of(row), atHome);
  }

  private static Optional<Parent> parent(Row row) {
    @Nullable UUID id = row.getUUID("parent_id");
    if (id == null || Status.ofNumber(row.getShort("parent_status")) != Status.APPROVED) {
      return Optional.empty();
    }
    List<UUID> ancestors = List.of(row.getArrayOfUUIDs("parent_ancestors"));
    return Optional.of(new Parent(id, row.getUUID("parent_root"), ancestors));
  }
}
