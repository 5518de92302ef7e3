package dev.parley.campaign;

import dev.parley.comment.Status;
import dev.parley.comment.Surroundings.Cluster;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads how similar comments were decided. It asks again for every draft, so that a decision counts
 * at once, and no longer once it is undone.
 */
final class SimilarComments {
  private final Database database;

  SimilarComments(Database database) {
    this.database = database;
  }

  /**
   * A comment as it is now.
   *
   * @param decided the status a moderator has given it
   */
  record Like(RecentText text, Optional<Status> decided) {}

  /** The comments with their present texts, without those that were deleted. */
  Future<List<Like>> now(int site, Collection<RecentText> remembered) {
    if (remembered.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select id, status, decided, fingerprint, sketch from comment
            where site_id = $1 and id = any($2)
            """)
        .execute(
            Tuple.of(site, (Object) remembered.stream().map(RecentText::id).toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Row> stored = new HashMap<>();
              rows.forEach(row -> stored.put(row.getUUID("id"), row));
              return now(remembered, stored);
            });
  }

  private static List<Like> now(Collection<RecentText> remembered, Map<UUID, Row> stored) {
    List<Like> likes = new ArrayList<>();
    for (RecentText text : remembered) {
      Row row = stored.get(text.id());
      if (row == null) {
        // A comment that is not stored yet is on its way.
        likes.add(new Like(text, Optional.empty()));
      } else if (Status.ofNumber(row.getShort("status")) != Status.DELETED) {
        likes.add(new Like(text.asStored(row), decided(row)));
      }
    }
    return likes;
  }

  private static Optional<Status> decided(Row row) {
    return Optional.ofNullable(row.getShort("decided")).map(Status::ofNumber);
  }

  /** The cluster that these comments form. */
  static Cluster cluster(List<Like> members) {
    if (members.isEmpty()) {
      return Cluster.NONE;
    }
    Set<Long> authors = new HashSet<>();
    Set<Long> articles = new HashSet<>();
    Map<Status, Integer> decided = new HashMap<>();
    long since = Long.MAX_VALUE;
    for (Like member : members) {
      authors.add(member.text().author());
      articles.add(member.text().article());
      member.decided().ifPresent(status -> decided.merge(status, 1, Integer::sum));
      since = Math.min(since, member.text().at());
    }
    return new Cluster(
        members.size(),
        authors.size(),
        articles.size(),
        Instant.ofEpochMilli(since),
        decided.getOrDefault(Status.SPAM, 0),
        decided.getOrDefault(Status.REJECTED, 0),
        decided.getOrDefault(Status.APPROVED, 0));
  }
}
