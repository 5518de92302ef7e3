package dev.parley.posting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.History.Similar;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The fingerprints of each site's latest texts, to find those a new one resembles. This node adds
 * what passes through it at once; what came in elsewhere is read from the store every two seconds.
 * Comparing all of them in the store cost each post more than writing it. Used on the event loop
 * only.
 */
final class LateTexts {
  /** How far back a like is looked for. */
  private static final Duration WINDOW = Duration.ofHours(6);

  /** Among how many of the latest comments: bounds the work on a busy site. */
  private static final int LATEST = 500;

  /** Differing bits of 64 up to which two SimHashes mean nearly the same text. */
  private static final int NEAR = 6;

  private static final Duration REFRESHED_AFTER = Duration.ofSeconds(2);

  private record Text(UUID id, UUID author, long fingerprint, long simhash, Instant at) {}

  /** A site's texts, the latest first. */
  private static final class OfSite {
    final Deque<Text> texts = new ArrayDeque<>();
    Instant readAt = Instant.MIN;
  }

  private final Database database;
  private final Cache<Integer, OfSite> sites =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  LateTexts(Database database) {
    this.database = database;
  }

  /** Earlier texts nearly like this one, the latest first; remembers this one for later. */
  Future<List<Similar>> like(int site, UUID id, UUID author, Reading reading, Instant now) {
    OfSite known = sites.get(site, unknown -> new OfSite());
    Text text = new Text(id, author, reading.fingerprint(), reading.simhash(), now);
    Future<Void> fresh =
        known.readAt.plus(REFRESHED_AFTER).isAfter(now)
            ? Future.succeededFuture()
            : refresh(site, known, now);
    return fresh.map(
        done -> {
          List<Similar> similar = similar(known, text);
          known.texts.addFirst(text);
          trim(known);
          return similar;
        });
  }

  private static List<Similar> similar(OfSite known, Text text) {
    List<Similar> similar = new ArrayList<>();
    for (Text earlier : known.texts) {
      boolean same = earlier.fingerprint() == text.fingerprint();
      int distance = Long.bitCount(earlier.simhash() ^ text.simhash());
      if ((same || distance <= NEAR)
          && !earlier.id().equals(text.id())
          && earlier.at().isAfter(text.at().minus(WINDOW))) {
        similar.add(
            new Similar(
                earlier.id(),
                same,
                distance,
                earlier.author().equals(text.author()),
                earlier.at()));
      }
    }
    return similar;
  }

  /** Reads the latest texts; those of this node that are not stored yet stay in front. */
  private Future<Void> refresh(int site, OfSite known, Instant now) {
    // At once, so that posts that come meanwhile do not all read.
    boolean first = known.readAt.equals(Instant.MIN);
    known.readAt = now;
    Future<Void> read =
        database
            .pool()
            .preparedQuery(
                """
                select id, author_id, fingerprint, simhash, created_at from comment
                where site_id = $1 and id > $2 order by id desc limit $3
                """)
            .execute(Tuple.of(site, Ids.earliest(now.minus(WINDOW)), LATEST))
            .map(
                rows -> {
                  List<Text> stored = rows.stream().map(LateTexts::text).toList();
                  Set<UUID> ids = new HashSet<>();
                  stored.forEach(text -> ids.add(text.id()));
                  known.texts.removeIf(text -> ids.contains(text.id()));
                  stored.forEach(known.texts::addLast);
                  trim(known);
                  return null;
                });
    read.onFailure(failure -> known.readAt = Instant.MIN);
    return first ? read : Future.succeededFuture();
  }

  private static void trim(OfSite known) {
    while (known.texts.size() > LATEST) {
      known.texts.removeLast();
    }
  }

  private static Text text(Row row) {
    return new Text(
        row.getUUID("id"),
        row.getUUID("author_id"),
        row.getLong("fingerprint"),
        row.getLong("simhash"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
