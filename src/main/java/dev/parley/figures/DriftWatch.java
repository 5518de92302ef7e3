package dev.parley.figures;

import dev.parley.database.Columns;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.figures.DriftReading.Compared;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.loop.Regularly;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks once a day at every site for drift, see {@link DriftReading}. When some begins the log of
 * the site says so once, and with it whoever is told of the log; it is told again only after it
 * ended.
 */
public final class DriftWatch {
  /** For the metrics: by how much what drifts now had changed when that began; 200 at most. */
  public static final String FIGURES =
      """
      select slug as site, what, language, measure::float8 as measure
      from drift join site on site.id = site_id
      where ended_at is null order by began_at desc limit 200
      """;

  private static final Duration DAILY = Duration.ofDays(1);

  /**
   * The first look comes an hour after a start: a service that is restarted daily looks as well.
   */
  private static final Duration EVERY = Duration.ofHours(1);

  private static final Columns<Compared> COLUMNS =
      new Columns<Compared>()
          .uuid("id", one -> Ids.next())
          .text("what", Compared::what)
          .text("language", Compared::language)
          .real("measure", one -> (float) one.measure());

  /** $1 the site, $2 the time, then those that begin. */
  private static final String BEGIN =
      """
      insert into drift (site_id, id, what, language, measure, began_at)
      select $1, id, what, language, measure, $2 from (%s) one
      on conflict do nothing returning what, language
      """
          .formatted(COLUMNS.select(3));

  /** $1 the site, $2 the time, then those that last. */
  private static final String END =
      """
      update drift set ended_at = $2
      where site_id = $1 and ended_at is null
        and (what, language) not in (select what, language from (%s) lasting)
      """
          .formatted(COLUMNS.select(3));

  private final Database database;
  private final Sites sites;
  private final InTurn turns;
  private final Clock clock;
  private Instant looked = Instant.MIN;

  public DriftWatch(Database database, Sites sites, InTurn turns, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.turns = turns;
    this.clock = clock;
  }

  /** Looks daily, on every node: of several, one tells. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Drift is looked for later", this::lookDaily);
  }

  /** Looks, unless that was less than a day ago. */
  Future<Void> lookDaily() {
    Instant now = clock.instant();
    if (looked.isAfter(now.minus(DAILY))) {
      return Future.succeededFuture();
    }
    return sites
        .all()
        .compose(
            all -> {
              Future<Void> done = Future.succeededFuture();
              for (Site site : all) {
                // A site that cannot be read keeps no other from being looked at.
                done = done.transform(before -> look(site, now).compose(seen -> state(before)));
              }
              return done;
            })
        .onSuccess(done -> looked = now);
  }

  private static Future<Void> state(AsyncResult<Void> before) {
    return before.succeeded() ? Future.succeededFuture() : Future.failedFuture(before.cause());
  }

  private Future<Void> look(Site site, Instant now) {
    return Future.succeededFuture(site)
        .compose(one -> turns.run(snapshot -> DriftReading.read(snapshot, one, now)))
        .compose(compared -> database.transaction(tx -> tell(tx, site.id(), compared, now)));
  }

  private static Future<Void> tell(
      SqlConnection tx, int site, List<Compared> compared, Instant now) {
    return end(tx, site, compared, now)
        .compose(ended -> begin(tx, site, compared.stream().filter(Compared::drift).toList(), now))
        .compose(
            begun ->
                begun.isEmpty()
                    ? Future.succeededFuture()
                    : Ledger.write(tx, new Operated(site, Kind.DRIFT, sentences(begun))));
  }

  /** What calmed down ends, and so does what cannot be measured any more. */
  private static Future<Void> end(
      SqlConnection tx, int site, List<Compared> compared, Instant now) {
    List<Compared> lasting = compared.stream().filter(one -> !one.calm()).toList();
    return tx.preparedQuery(END)
        .execute(COLUMNS.addTo(Tuple.of(site, now.atOffset(ZoneOffset.UTC)), lasting))
        .mapEmpty();
  }

  /** Answers what was not known to drift before: that only is told of. */
  private static Future<List<Compared>> begin(
      SqlConnection tx, int site, List<Compared> drifting, Instant now) {
    return tx.preparedQuery(BEGIN)
        .execute(COLUMNS.addTo(Tuple.of(site, now.atOffset(ZoneOffset.UTC)), drifting))
        .map(
            rows -> {
              Set<List<String>> begun = new HashSet<>();
              rows.forEach(
                  row -> begun.add(List.of(row.getString("what"), row.getString("language"))));
              return drifting.stream()
                  .filter(one -> begun.contains(List.of(one.what(), one.language())))
                  .toList();
            });
  }

  private static String sentences(List<Compared> begun) {
    return begun.stream().map(DriftWatch::sentence).collect(Collectors.joining(". "));
  }

  private static String sentence(Compared one) {
    return one.what().equals(DriftReading.AGREEMENT)
        ? String.format(
            Locale.ROOT,
            "People agree with the models %.0f points %s often than in the month before",
            Math.abs(one.measure()) * 100,
            one.measure() < 0 ? "less" : "more")
        : String.format(
            Locale.ROOT,
            "Scores of %s in %s are spread otherwise than in the month before (stability index"
                + " %.2f)",
            one.what().replace('_', ' '),
            one.language(),
            one.measure());
  }
}
