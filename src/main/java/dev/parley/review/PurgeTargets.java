package dev.parley.review;

import dev.parley.ban.Ban;
import dev.parley.ban.BanTarget;
import dev.parley.ban.BannedComments;
import dev.parley.comment.Action;
import dev.parley.comment.Status;
import dev.parley.comment.Text;
import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.review.Decision.Seen;
import dev.parley.review.Purge.Kind;
import dev.parley.site.Site;
import dev.parley.text.Sketch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The comments a purge touches, the latest first: those on which its action is possible and changes
 * something. An appeal that waits is read before anybody decides on it, so it is left out.
 */
final class PurgeTargets {
  /** The most comments of one purge. */
  static final int MOST = 5_000;

  /** Of the latest so many comments of the time, where each has to be looked at. */
  static final int LOOKED_AT = 20_000;

  /** Comments are alike from this share of common word pairs on. */
  private static final double ALIKE = 0.5;

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final Vertx vertx;
  private final BannedComments banned;
  private final Clock clock;

  PurgeTargets(Database database, Vertx vertx, BannedComments banned, Clock clock) {
    this.database = database;
    this.vertx = vertx;
    this.banned = banned;
    this.clock = clock;
  }

  /** Finds them; one more than {@link #MOST} where there are more. */
  Future<List<Seen>> find(Site site, Purge purge) {
    UUID earliest = purge.within().since(clock.instant()).map(Ids::earliest).orElse(FIRST);
    String changed = changed(purge.action());
    return purge.kind() == Kind.LIKE
        ? like(site, purge.value(), changed, earliest)
        : database.transaction(tx -> of(tx, site, purge, changed, earliest));
  }

  /**
   * Which comments the action changes, in SQL: those that wait blind too, whatever their status, or
   * a preview would tell which of them are published.
   */
  private static String changed(Action action) {
    return Arrays.stream(Status.values())
        .filter(status -> status != action.result() && status.actions().contains(action))
        .map(status -> String.valueOf(status.number()))
        .collect(Collectors.joining(", ", Waiting.STATUS + " in (", ")"));
  }

  private Future<List<Seen>> of(
      SqlConnection tx, Site site, Purge purge, String changed, UUID earliest) {
    return switch (purge.kind()) {
      case AUTHOR -> ofAuthor(tx, site, purge.value(), changed, earliest);
      case NETWORK ->
          // A site may keep less of an address than is asked for: what may be within counts.
          // No index finds addresses, which each post would pay for.
          inNetwork(tx, site, purge.value(), changed, earliest);
      case DOMAIN ->
          banned
              .among(
                  tx,
                  site,
                  new BanTarget(Ban.Kind.DOMAIN, purge.value()),
                  changed + " and appealed_at is null and body <> ''",
                  earliest,
                  MOST + 1)
              .map(found -> found.stream().map(one -> new Seen(one.id(), one.version())).toList());
      case LIKE -> Future.succeededFuture(List.of());
    };
  }

  private static Future<List<Seen>> ofAuthor(
      SqlConnection tx, Site site, String author, String changed, UUID earliest) {
    return tx.preparedQuery(
            "select id, version from comment where site_id = $1 and id > $2"
                + " and author_id = $3::text::uuid and "
                + changed
                + " and appealed_at is null and body <> '' order by id desc limit $4")
        .execute(Tuple.of(site.id(), earliest, author, MOST + 1))
        .map(PurgeTargets::seen);
  }

  private static List<Seen> seen(RowSet<Row> rows) {
    return rows.stream()
        .map(row -> new Seen(row.getUUID("id"), row.getInteger("version")))
        .toList();
  }

  private static Future<List<Seen>> inNetwork(
      SqlConnection tx, Site site, String network, String changed, UUID earliest) {
    return tx.preparedQuery(
            """
            select id, version from (
              select id, version, address from comment
              where site_id = $1 and id > $2 and %s and body <> ''
                and appealed_at is null
              order by id desc limit $5) latest
            where address && $3::text::inet order by id desc limit $4
            """
                .formatted(changed))
        .execute(Tuple.of(site.id(), earliest, network, MOST + 1, LOOKED_AT))
        .map(PurgeTargets::seen);
  }

  /** What is looked for: the print of a text, and its sketch where it is long enough. */
  private record Model(long fingerprint, Optional<Sketch> sketch) {
    boolean resembles(Row row) {
      return row.getLong("fingerprint") == fingerprint
          || sketch
              .flatMap(own -> sketchOf(row).map(other -> own.likeness(other) >= ALIKE))
              .orElse(false);
    }
  }

  private static Optional<Sketch> sketchOf(Row row) {
    return Optional.ofNullable(row.getBuffer("sketch"))
        .flatMap(stored -> Sketch.ofBytes(stored.getBytes()));
  }

  private Future<List<Seen>> like(Site site, String value, String changed, UUID earliest) {
    return model(site, value)
        .compose(
            model ->
                database
                    .pool()
                    .preparedQuery(
                        "select id, version, fingerprint, sketch from comment"
                            + " where site_id = $1 and id > $2 and "
                            + changed
                            + " and appealed_at is null and body <> '' order by id desc limit $3")
                    .execute(Tuple.of(site.id(), earliest, LOOKED_AT))
                    .compose(rows -> vertx.executeBlocking(() -> resembling(model, rows), false)));
  }

  private static List<Seen> resembling(Model model, RowSet<Row> rows) {
    List<Seen> found = new ArrayList<>();
    for (Row row : rows) {
      if (found.size() <= MOST && model.resembles(row)) {
        found.add(new Seen(row.getUUID("id"), row.getInteger("version")));
      }
    }
    return found;
  }

  private Future<Model> model(Site site, String value) {
    return Ids.parse(value)
        .map(id -> ofComment(site, id))
        .orElseGet(() -> vertx.executeBlocking(() -> ofText(site, value), false));
  }

  private Future<Model> ofComment(Site site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            "select fingerprint, sketch from comment where site_id = $1 and id = $2 and body <> ''")
        .execute(Tuple.of(site.id(), id))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Model(row.getLong("fingerprint"), sketchOf(row)))
                    .orElseThrow(
                        () ->
                            new Refusal(
                                Problem.NOT_FOUND,
                                "There is no such comment, or its text is gone")));
  }

  private static Model ofText(Site site, String value) {
    // Its language is nobody's question.
    Text text = Text.read(value, site.settings(), Optional.of("en"));
    return new Model(text.reading().fingerprint(), text.sketch());
  }
}
