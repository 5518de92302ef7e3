package dev.parley.rights;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.comment.Transitions.Touched;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Erased;
import dev.parley.ledger.Ledger;
import dev.parley.publish.Announcer.Changes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Erases the comments of a person, some at a time, each time with all that is known of them in one
 * transaction. What was erased is nobody's afterwards, so that going on finds what is left.
 */
final class ErasedComments {
  private static final int BATCH = 100;

  /** The name beside a text that is kept without its author. */
  static final String ANONYMOUS = "Anonymous";

  private static final String NEXT =
      """
      select id, status, body <> '' or status <> 4 as there from comment
      where site_id = $1 and author_id = any($2) order by id limit $3
      """;

  /** $2 the comments, $3 those whose text stays, $4 nobody. */
  private static final List<String> STATEMENTS =
      List.of(
          // A random fingerprint is nobody's copy; no hash is empty, so nobody holds a token.
          """
          update comment set author_id = $4, author_url = null, address = null, token_hash = '',
            reason = null, notify = null, sketch = null, fingerprint = floor(random() * 4e18)::bigint,
            author_name = case when id = any($3) then '%s' else '' end,
            body = case when id = any($3) then body else '' end,
            html = case when id = any($3) then html else '' end
          where site_id = $1 and id = any($2)
          """
              .formatted(ANONYMOUS),
          // What a check quotes of a text, or says of its author, goes with it.
          """
          delete from screening where site_id = $1 and comment_id = any($2)
            and comment_id <> all($3) and $4::uuid is not null
          """,
          """
          update screening set signals = '[]' where site_id = $1 and comment_id = any($2)
            and comment_id = any($3) and $4::uuid is not null
          """,
          // Among them is the author's website; which, nothing says.
          ofComments("delete from link"),
          // A code is the site's word; anything else is somebody's about the person.
          """
          update decision set author_id = $4, note = null,
            reason = case when reason ~ '^[a-z_-]+$' then reason end,
            from_reason = case when from_reason ~ '^[a-z_-]+$' then from_reason end
          where site_id = $1 and comment_id = any($2) and $3::uuid[] is not null
          """,
          ofComments("delete from note"),
          ofComments("delete from appeal"),
          ofComments("update content_notice set explanation = ''"),
          ofComments("update report set detail = null"),
          ofComments("delete from idempotency"),
          ofComments("delete from subscription"),
          ofComments("delete from notice"),
          """
          update webhook_delivery set answer = null
          where site_id = $1 and comment_id = any($2) and answer is not null
            and $3::uuid[] is not null and $4::uuid is not null
          """,
          // The number stays, or the same archive would bring the comment back.
          """
          update imported set key = 'erased/' || comment_id
          where site_id = $1 and comment_id = any($2) and key like '%@%'
            and $3::uuid[] is not null and $4::uuid is not null
          """);

  /** A text that stays may give its author's address; $3 are its mentions. */
  private static final String KEPT =
      """
      update comment set body = regexp_replace(body, $3, '%1$s', 'gi'),
        html = regexp_replace(html, $3, '%1$s', 'gi')
      where site_id = $1 and id = any($2) and (body ~* $3 or html ~* $3)
      """
          .formatted(Mentions.GONE);

  private final Database database;
  private final Clock clock;
  private final Consumer<Changes> announced;

  /**
   * @param announced is told of each batch once it is committed
   */
  ErasedComments(Database database, Clock clock, Consumer<Changes> announced) {
    this.database = database;
    this.clock = clock;
    this.announced = announced;
  }

  private static String ofComments(String change) {
    return change
        + " where site_id = $1 and comment_id = any($2)"
        + " and $3::uuid[] is not null and $4::uuid is not null";
  }

  /** Erases all comments; answers how many there were. */
  Future<Integer> erase(ErasureRequest request, Person person) {
    return next(request, person)
        .compose(
            some ->
                some < BATCH
                    ? Future.succeededFuture(some)
                    : erase(request, person).map(more -> some + more));
  }

  /** The number of comments there are. */
  Future<Integer> count(Person person) {
    return database
        .pool()
        .preparedQuery(
            "select count(*)::int as n from comment where site_id = $1 and author_id = any($2)")
        .execute(Tuple.of(person.site(), (Object) person.ids()))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  private record Done(int comments, Changes changes) {}

  private Future<Integer> next(ErasureRequest request, Person person) {
    return database
        .transaction(
            tx ->
                tx.preparedQuery(NEXT)
                    .execute(Tuple.of(person.site(), person.ids(), BATCH))
                    .compose(rows -> batch(tx, request, person, rows)))
        .map(
            done -> {
              announced.accept(done.changes());
              return done.comments();
            });
  }

  private Future<Done> batch(
      SqlConnection tx, ErasureRequest request, Person person, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Future.succeededFuture(new Done(0, Changes.NONE));
    }
    List<UUID> all = rows.stream().map(row -> row.getUUID("id")).toList();
    int site = request.site().id();
    return Transitions.lock(tx, site, all)
        .compose(
            locked -> {
              List<Locked> kept = new ArrayList<>();
              List<Locked> gone = new ArrayList<>();
              for (Row row : rows) {
                Optional.ofNullable(locked.get(row.getUUID("id")))
                    .ifPresent(
                        one -> {
                          if (request.keepText() && one.status() == Status.APPROVED) {
                            kept.add(one);
                          } else if (row.getBoolean("there")) {
                            gone.add(one);
                          }
                        });
              }
              return write(tx, request, new Batch(all, kept, gone))
                  .compose(done -> withoutAddress(tx, person, kept).map(done));
            });
  }

  /** Comments of one transaction: those whose text stays, and those that were still there. */
  private record Batch(List<UUID> all, List<Locked> kept, List<Locked> gone) {}

  private static Future<Void> withoutAddress(SqlConnection tx, Person person, List<Locked> kept) {
    return tx.preparedQuery(KEPT)
        .execute(Tuple.of(person.site(), ids(kept), Mentions.of(person).exact()))
        .mapEmpty();
  }

  private static UUID[] ids(List<Locked> comments) {
    return comments.stream().map(Locked::id).toArray(UUID[]::new);
  }

  private Future<Done> write(SqlConnection tx, ErasureRequest request, Batch batch) {
    int site = request.site().id();
    List<Locked> gone = batch.gone();
    Map<UUID, UUID> ids =
        gone.stream().collect(Collectors.toMap(Locked::id, comment -> Ids.next()));
    Tuple parameters =
        Tuple.of(site, batch.all().toArray(UUID[]::new), ids(batch.kept()), Nobody.id(site));
    return Ledger.write(tx, new Erased(site, gone, ids, request.by(), clock.instant()))
        .compose(
            changes -> {
              Future<Void> done = Future.succeededFuture();
              for (String statement : STATEMENTS) {
                done =
                    done.compose(
                        before -> tx.preparedQuery(statement).execute(parameters).mapEmpty());
              }
              return done.map(changes);
            })
        .compose(changes -> looksDifferent(tx, site, batch.kept()).map(changes::and))
        .map(changes -> new Done(batch.all().size(), changes));
  }

  private static Future<Changes> looksDifferent(SqlConnection tx, int site, List<Locked> kept) {
    List<Touched> touched = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (UUID article : kept.stream().map(Locked::articleId).distinct().sorted().toList()) {
      done =
          done.compose(before -> Transitions.looksDifferent(tx, site, article))
              .map(
                  some -> {
                    touched.addAll(some);
                    return null;
                  });
    }
    return done.map(all -> Changes.of(site, touched, List.of()));
  }
}
