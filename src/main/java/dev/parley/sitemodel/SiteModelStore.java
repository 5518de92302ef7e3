package dev.parley.sitemodel;

import dev.parley.database.Database;
import dev.parley.learning.SiteModel;
import dev.parley.learning.TrainingRun;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The stored versions of each site's model. */
final class SiteModelStore {
  /** So many former champions are kept and can be chosen again. */
  private static final int MOST_RETIRED = 20;

  private static final Champion NONE_AT_HAND =
      new Champion(-1, new SiteModel(-1, Map.of()), Optional.empty(), false);

  private static final Buffer NO_WEIGHTS = Buffer.buffer(SiteModel.SHIPPED.toBytes());

  private final Database database;
  private final String base;
  private final SiteModels.Promotions promotions;

  /**
   * @param base the version of the shipped models, second opinion included
   */
  SiteModelStore(Database database, String base, SiteModels.Promotions promotions) {
    this.database = database;
    this.base = base;
    this.promotions = promotions;
  }

  /**
   * The champion of a site.
   *
   * @param version the stored version
   * @param chosen when an administrator chose it; empty when it won a trial
   * @param outdated whether it cannot be used, because it was learnt on other shipped models or is
   *     damaged; {@code model} is then the shipped one
   */
  record Champion(int version, SiteModel model, Optional<Instant> chosen, boolean outdated) {}

  /** The stored champion is damaged. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Champion outdated;

    Unreadable(Champion outdated, IOException damaged) {
      super("Model " + outdated.version() + " of the site is damaged", damaged);
      this.outdated = outdated;
    }
  }

  /** The champion of a site. Fails with {@link Unreadable} when it is damaged. */
  Future<Champion> champion(int site) {
    return champion(site, NONE_AT_HAND);
  }

  /**
   * The champion that a challenger must beat. A damaged one counts as outdated here: otherwise the
   * site would never learn again.
   */
  Future<Champion> toBeat(int site) {
    return champion(site)
        .recover(
            failure ->
                failure instanceof Unreadable unreadable
                    ? Future.succeededFuture(unreadable.outdated)
                    : Future.failedFuture(failure));
  }

  /** The champion of a site; its weights are read only if it is another than the one at hand. */
  Future<Champion> champion(int site, Champion atHand) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        select version, base_version, chosen_at,
                          case when version = $2 and base_version = $3 then null else weights end
                            as weights
                        from house_model where site_id = $1 and state = 'champion'
                        """)
                    .execute(Tuple.of(site, atHand.model().version(), base)))
        .map(
            rows ->
                rows.size() == 0
                    ? new Champion(0, SiteModel.SHIPPED, Optional.empty(), false)
                    : champion(rows.iterator().next(), atHand));
  }

  private Champion champion(Row row, Champion atHand) {
    int version = row.getInteger("version");
    Optional<Instant> chosen =
        Optional.ofNullable(row.getOffsetDateTime("chosen_at")).map(OffsetDateTime::toInstant);
    if (version == 0) {
      return new Champion(0, SiteModel.SHIPPED, chosen, false);
    }
    if (!base.equals(row.getString("base_version"))) {
      return new Champion(version, SiteModel.SHIPPED, chosen, true);
    }
    if (row.getBuffer("weights") == null) {
      return new Champion(version, atHand.model(), chosen, false);
    }
    try {
      SiteModel model = SiteModel.of(version, row.getBuffer("weights").getBytes());
      return new Champion(version, model, chosen, false);
    } catch (IOException damaged) {
      throw new Unreadable(new Champion(version, SiteModel.SHIPPED, chosen, true), damaged);
    }
  }

  /** The version number of the next model. */
  Future<Integer> next(int site) {
    return database
        .pool()
        .preparedQuery(
            "select coalesce(max(version), 0) + 1 as next from house_model where site_id = $1")
        .execute(Tuple.of(site))
        .map(rows -> rows.iterator().next().getInteger("next"));
  }

  /**
   * Stores the result of a run, and answers whether it is the champion now. It is not if an
   * administrator chose another version meanwhile. It replaces the last challenger that did not
   * win.
   */
  Future<Boolean> keep(
      int site, Champion before, TrainingRun.Result result, JsonObject card, Instant now) {
    return database.transaction(
        tx ->
            begin(tx, site, now)
                .compose(
                    there ->
                        tx.preparedQuery(
                                "delete from house_model where site_id = $1 and state = 'challenger'")
                            .execute(Tuple.of(site)))
                .compose(
                    gone ->
                        result.promoted()
                            ? retire(tx, site, before)
                            : Future.succeededFuture(false))
                .compose(
                    promoted ->
                        insert(
                                tx,
                                site,
                                promoted ? result.champion() : result.challenger(),
                                promoted ? "champion" : "challenger",
                                card,
                                now)
                            .compose(inserted -> forget(tx, site))
                            .compose(
                                forgotten ->
                                    promoted
                                        ? promotions.note(
                                            tx,
                                            site,
                                            new Succession(
                                                before.version(), result.champion().version()))
                                        : Future.succeededFuture())
                            .map(promoted)));
  }

  /** Stores a model that acts only once it is chosen. It replaces the last one that was not. */
  Future<Void> keepShadow(int site, SiteModel model, JsonObject card, Instant now) {
    return database.transaction(
        tx ->
            begin(tx, site, now)
                .compose(
                    there ->
                        tx.preparedQuery(
                                "delete from house_model where site_id = $1 and state = 'shadow'")
                            .execute(Tuple.of(site)))
                .compose(gone -> insert(tx, site, model, "shadow", card, now)));
  }

  /** Stores version 0, the shipped models, if it is not there yet. */
  private Future<Void> begin(SqlConnection tx, int site, Instant now) {
    return tx.preparedQuery(
            """
            insert into house_model (site_id, version, state, base_version, weights, card,
              created_at)
            select $1, 0, case when exists (select 1 from house_model
              where site_id = $1 and state = 'champion') then 'retired' else 'champion' end,
              $2, $3, '{}', $4
            on conflict (site_id, version) do nothing
            """)
        .execute(Tuple.of(site, base, NO_WEIGHTS, time(now)))
        .mapEmpty();
  }

  private static Future<Boolean> retire(SqlConnection tx, int site, Champion champion) {
    return tx.preparedQuery(
            """
            update house_model set state = 'retired', chosen_at = null
            where site_id = $1 and version = $2 and state = 'champion'
              and chosen_at is not distinct from $3
            """)
        .execute(
            Tuple.of(
                site, champion.version(), champion.chosen().map(SiteModelStore::time).orElse(null)))
        .map(rows -> rows.rowCount() == 1);
  }

  private Future<Void> insert(
      SqlConnection tx, int site, SiteModel model, String state, JsonObject card, Instant now) {
    return tx.preparedQuery(
            """
            insert into house_model (site_id, version, state, base_version, weights, card,
              created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.of(site, model.version(), state, base)
                .addValue(Buffer.buffer(model.toBytes()))
                .addValue(card)
                .addValue(time(now)))
        .mapEmpty();
  }

  private static Future<Void> forget(SqlConnection tx, int site) {
    return tx.preparedQuery(
            """
            delete from house_model where site_id = $1 and state = 'retired' and version in (
              select version from house_model
              where site_id = $1 and state = 'retired' and version > 0
              order by version desc offset $2)
            """)
        .execute(Tuple.of(site, MOST_RETIRED))
        .mapEmpty();
  }

  /** Makes a version champion. Answers the version it replaces. */
  Future<Integer> choose(int site, int version, Instant now, SiteModels.Note note) {
    return database.transactionOnce(
        tx ->
            begin(tx, site, now)
                .compose(
                    begun ->
                        tx.preparedQuery(
                                """
                                select version, state, base_version from house_model
                                where site_id = $1 order by version for update
                                """)
                            .execute(Tuple.of(site)))
                .compose(
                    rows -> {
                      require(version, rows);
                      int before =
                          rows.stream()
                              .filter(row -> row.getString("state").equals("champion"))
                              .map(row -> row.getInteger("version"))
                              .findFirst()
                              .orElse(0);
                      return choose(tx, site, version, now)
                          .compose(chosen -> note.write(tx, new Succession(before, version)))
                          .map(before);
                    }));
  }

  private void require(int version, RowSet<Row> rows) {
    Row wanted =
        rows.stream()
            .filter(row -> row.getInteger("version") == version)
            .findFirst()
            .orElseThrow(
                () -> new Refusal(Problem.NOT_FOUND, "This site has no model of that version"));
    if (version > 0 && !base.equals(wanted.getString("base_version"))) {
      throw new Refusal(
          Problem.CONFLICT,
          "This version was learnt on other shipped models and cannot be used; choose a later one");
    }
  }

  private static Future<Void> choose(SqlConnection tx, int site, int version, Instant now) {
    return tx.preparedQuery(
            """
            update house_model set state = 'retired', chosen_at = null
            where site_id = $1 and state = 'champion'
            """)
        .execute(Tuple.of(site))
        .compose(
            retired ->
                tx.preparedQuery(
                        """
                        update house_model set state = 'champion', chosen_at = $3
                        where site_id = $1 and version = $2
                        """)
                    .execute(Tuple.of(site, version, time(now))))
        .mapEmpty();
  }

  /** All versions of a site with their cards, the latest first. */
  Future<JsonArray> all(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            select version, state, base_version, card, chosen_at, created_at
            from house_model where site_id = $1 order by version desc
            """)
        .execute(Tuple.of(site))
        .map(
            rows -> {
              JsonArray all = new JsonArray();
              rows.forEach(row -> all.add(json(row)));
              return all;
            });
  }

  private JsonObject json(Row row) {
    JsonObject json =
        new JsonObject()
            .put("version", row.getInteger("version"))
            .put("state", row.getString("state"))
            .put("mode", mode(row.getString("state")))
            .put("champion", row.getString("state").equals("champion"))
            .put("baseModel", row.getString("base_version"))
            .put("outdated", outdated(row))
            .put("createdAt", row.getOffsetDateTime("created_at").toInstant().toString())
            .put("card", row.getValue("card"));
    if (row.getOffsetDateTime("chosen_at") != null) {
      json.put("chosenAt", row.getOffsetDateTime("chosen_at").toInstant().toString());
    }
    return json;
  }

  /** A challenger that has not won is retired before it was ever in use. */
  private static String mode(String state) {
    return state.equals("challenger") ? "retired" : state;
  }

  /** Whether it was learnt on other shipped models than these, so that it cannot be used. */
  private boolean outdated(Row row) {
    return row.getInteger("version") > 0 && !base.equals(row.getString("base_version"));
  }

  /** The versions of a site that has learnt nothing: version 0 alone. */
  JsonArray shippedAlone() {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("version", 0)
                .put("state", "champion")
                .put("mode", "champion")
                .put("champion", true)
                .put("baseModel", base)
                .put("outdated", false)
                .put("card", new JsonObject()));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
