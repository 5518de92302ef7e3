package dev.parley.campaign;

import dev.parley.comment.Status;
import dev.parley.comment.Surroundings.Cluster;
import dev.parley.database.Database;
import dev.parley.text.Sketch;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What became of the comments of a cluster. Asked anew for each draft that is in one, by their
 * keys, so that a decision counts at once and does no longer once it is undone.
 */
final class Clusters {
  private final Database database;

  Clusters(Database database) {
    this.database = database;
  }

  /** The cluster these comments are, without those that have gone or say something else now. */
  Future<Cluster> of(int site, LateText text, List<LateText> likes) {
    Sketch sketch = text.sketch();
    if (likes.isEmpty() || sketch == null) {
      return Future.succeededFuture(Cluster.NONE);
    }
    return database
        .pool()
        .preparedQuery(
            """
            select id, status, decided, sketch from comment where site_id = $1 and id = any($2)
            """)
        .execute(Tuple.of(site, (Object) likes.stream().map(LateText::id).toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Row> stored = new HashMap<>();
              rows.forEach(row -> stored.put(row.getUUID("id"), row));
              return cluster(sketch, likes, stored);
            });
  }

  private static Cluster cluster(Sketch sketch, List<LateText> likes, Map<UUID, Row> stored) {
    List<LateText> members = new ArrayList<>();
    Map<Status, Integer> decided = new HashMap<>();
    for (LateText like : likes) {
      Row row = stored.get(like.id());
      // What is not stored yet is on its way.
      if (row == null || stillLike(sketch, row)) {
        members.add(like);
        decision(row).ifPresent(status -> decided.merge(status, 1, Integer::sum));
      }
    }
    if (members.isEmpty()) {
      return Cluster.NONE;
    }
    Set<Long> authors = new HashSet<>();
    Set<Long> articles = new HashSet<>();
    long since = Long.MAX_VALUE;
    for (LateText member : members) {
      authors.add(member.author());
      articles.add(member.article());
      since = Math.min(since, member.at());
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

  private static boolean stillLike(Sketch sketch, Row row) {
    Buffer now = row.getBuffer("sketch");
    return Status.ofNumber(row.getShort("status")) != Status.DELETED
        && now != null
        && Sketch.ofBytes(now.getBytes())
            .map(other -> sketch.likeness(other) >= LateTexts.NEAR)
            .orElse(false);
  }

  private static Optional<Status> decision(@org.jspecify.annotations.Nullable Row row) {
    return row == null || row.getShort("decided") == null
        ? Optional.empty()
        : Optional.of(Status.ofNumber(row.getShort("decided")));
  }
}
