package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.model.Attribute;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What moderators decided elsewhere before a site came here: the standing of its imported comments,
 * as far as nobody has decided about them since.
 */
final class ArchiveExamples {
  /** The most examples of one standing. Nearly all of an archive is approved. */
  static final int MOST_OF_A_STANDING = 2_500;

  /** So many comments of a standing are looked through for imported ones. */
  private static final int LOOKED_THROUGH = 20_000;

  /** The name of whoever decided: archives do not tell. */
  static final String ORIGIN = "archive";

  private final Database database;

  ArchiveExamples(Database database) {
    this.database = database;
  }

  /** The latest of each standing, the oldest first. */
  Future<List<RawExample>> latest(int site) {
    List<RawExample> all = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (Status status : List.of(Status.APPROVED, Status.REJECTED, Status.SPAM)) {
      read = read.compose(before -> of(site, status)).onSuccess(all::addAll).mapEmpty();
    }
    return read.map(
        done -> {
          all.sort(Comparator.comparing(RawExample::at));
          return all;
        });
  }

  /** No hash of an edit token is empty, except that of an imported comment, which has none. */
  private Future<List<RawExample>> of(int site, Status status) {
    return database
        .pool()
        .preparedQuery(
            """
            with latest as materialized (
              select id, author_id, author_name, author_url, body, created_at, token_hash
              from comment where site_id = $1 and status = $2 order by id desc limit $3
            )
            select * from latest
            where token_hash = '' and body <> '' and not exists (
              select 1 from decision
              where decision.site_id = $1 and decision.comment_id = latest.id
                and decision.moderator_id is not null)
            order by id desc limit $4
            """)
        .execute(Tuple.of(site, status.number(), LOOKED_THROUGH, MOST_OF_A_STANDING))
        .map(rows -> rows.stream().map(row -> example(row, status)).toList());
  }

  private static RawExample example(Row row, Status status) {
    return new RawExample(
        row.getString("body"),
        labels(status),
        ORIGIN,
        true,
        Optional.of(
            new Author(
                row.getUUID("author_id"),
                row.getString("author_name"),
                Optional.empty(),
                Optional.ofNullable(row.getString("author_url")))),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /** As those of a decision without a reason. */
  private static Map<Attribute, Boolean> labels(Status status) {
    return switch (status) {
      case SPAM -> Map.of(Attribute.SPAM, true);
      case REJECTED -> Map.of(Attribute.TOXICITY, true);
      default -> Map.of(Attribute.SPAM, false, Attribute.TOXICITY, false);
    };
  }
}
