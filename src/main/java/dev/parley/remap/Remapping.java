package dev.parley.remap;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.OnSite;
import dev.parley.publish.Announcer;
import dev.parley.remap.ArticleMove.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Brings the articles of a site under the keys where they belong. All of them are looked at before
 * the first is moved, so that rules which lead nowhere move nothing.
 */
final class Remapping {
  private static final int PAGE = 1_000;

  private static final String ARTICLES =
      "select id, key from article where site_id = $1 and id > $2 order by id limit " + PAGE;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Vertx vertx;
  private final Database database;
  private final ArticleMove articles;

  Remapping(Vertx vertx, Database database, Announcer announcer) {
    this.vertx = vertx;
    this.database = database;
    this.articles = new ArticleMove(database, announcer);
  }

  /** What would happen, and unless it is a rehearsal, does. */
  Future<RemapReport> run(OnSite on, Destinations destinations, boolean rehearsal) {
    int site = on.site().id();
    RemapReport report = new RemapReport();
    return pages(site, BEFORE_ALL, page -> look(site, page, destinations, report))
        .compose(
            looked ->
                rehearsal || report.isEmpty()
                    ? Future.succeededFuture()
                    : pages(site, BEFORE_ALL, page -> move(site, page, destinations))
                        .transform(
                            moved ->
                                log(on, report.words(moved.failed()))
                                    .compose(
                                        logged ->
                                            moved.succeeded()
                                                ? Future.<Void>succeededFuture()
                                                : Future.failedFuture(moved.cause()))))
        .map(report);
  }

  /** Gives one article another key, or joins it to the article of that key. */
  Future<Void> move(OnSite on, String from, String to) {
    return articles
        .move(new Way(on.site().id(), from, to))
        .compose(moved -> log(on, from + " is an alias of " + to));
  }

  private Future<Void> log(OnSite on, String words) {
    return database.transactionOnce(
        tx ->
            Ledger.write(tx, Administered.of(on.site().id(), on.moderator(), Kind.ARTICLE, words))
                .mapEmpty());
  }

  private Future<Void> pages(int site, UUID after, Function<List<Row>, Future<Void>> work) {
    return database
        .retrying(() -> database.pool().preparedQuery(ARTICLES).execute(Tuple.of(site, after)))
        .compose(
            rows -> {
              List<Row> page = StreamSupport.stream(rows.spliterator(), false).toList();
              return work.apply(page)
                  .compose(
                      done ->
                          page.size() < PAGE
                              ? Future.succeededFuture()
                              : pages(site, page.get(PAGE - 1).getUUID("id"), work));
            });
  }

  private static List<Way> ways(int site, List<Row> page, Destinations destinations) {
    return page.stream()
        .map(row -> row.getString("key"))
        .map(key -> new Way(site, key, destinations.of(key)))
        .filter(way -> !way.from().equals(way.to()))
        .toList();
  }

  private Future<Void> look(
      int site, List<Row> page, Destinations destinations, RemapReport report) {
    return vertx
        .executeBlocking(() -> ways(site, page, destinations), false)
        .compose(
            ways ->
                existing(site, ways)
                    .map(
                        existing -> {
                          report.looked(page.size());
                          ways.forEach(way -> report.add(way, existing));
                          return null;
                        }));
  }

  /** Those of the articles reached that exist already. */
  private Future<Set<UUID>> existing(int site, List<Way> ways) {
    List<UUID> ids = new ArrayList<>();
    ways.forEach(way -> ids.add(Ids.article(site, way.to())));
    return database
        .pool()
        .preparedQuery("select id from article where site_id = $1 and id = any($2)")
        .execute(Tuple.of(site, (Object) ids.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet()));
  }

  private Future<Void> move(int site, List<Row> page, Destinations destinations) {
    return vertx
        .executeBlocking(() -> ways(site, page, destinations), false)
        .compose(
            ways -> {
              Future<Void> moved = Future.succeededFuture();
              for (Way way : ways) {
                moved = moved.compose(before -> articles.move(way));
              }
              return moved;
            });
  }
}
