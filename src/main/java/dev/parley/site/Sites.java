package dev.parley.site;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.database.Database;
import dev.parley.database.LastKnown;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.text.WebAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The sites by slug, cached for a few seconds, so that every node soon sees a change. */
public final class Sites {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/\\s?#@]{1,255}");

  /** Stands for any origin. */
  private static final String ANY = "*";

  /** Includes the names of the site's moderators, because nobody else may use them there. */
  private static final String COLUMNS =
      """
      id, slug, name, to_jsonb(origins) as origins, settings,
      to_jsonb(array(
        select moderator.name from moderator
        where role = 'administrator' or exists (
          select from moderator_site
          where moderator_site.site_id = site.id and moderator_id = moderator.id)
        order by moderator.name)) as staff,
      (select id from article_alias where site_id = site.id order by site_id, id limit 1)
        is not null as aliased
      """;

  private final Database database;
  private final LastKnown<String, Site> bySlug;

  /**
   * How often moderators or aliases have changed on this node; changes on other nodes show when the
   * cache expires.
   */
  private final AtomicInteger surroundings = new AtomicInteger();

  /** The latest object of each site, by slug. */
  private final Map<String, Site> last = new ConcurrentHashMap<>();

  public Sites(Database database) {
    this.database = database;
    this.bySlug =
        new LastKnown<>(
            database,
            Caffeine.newBuilder().maximumSize(10_000).build(),
            Duration.ofSeconds(5),
            Ticker.systemTicker());
  }

  /** The site with that slug; refused as not found when there is none. */
  public Future<Site> get(String slug) {
    return SLUG.matcher(slug).matches()
        ? bySlug.get(slug, surroundings.get(), () -> read(slug))
        : Future.failedFuture(notFound());
  }

  /** The site with that slug if it is cached, without waiting. */
  public Optional<Site> cached(String slug) {
    return Optional.ofNullable(bySlug.ifFresh(slug, surroundings.get()));
  }

  /** Reads the moderators' names again: one that was free may be a moderator's now. */
  public void staffChanged() {
    surroundings.incrementAndGet();
  }

  /** Reads again whether a site has aliases. */
  public void aliasesChanged() {
    surroundings.incrementAndGet();
  }

  private Future<Site> read(String slug) {
    return database
        .retrying(() -> find(database.pool(), slug))
        .map(found -> remember(found.orElseThrow(Sites::notFound)));
  }

  /** Returns the previous object if nothing has changed, so that caches by identity stay valid. */
  private Site remember(Site read) {
    Site site = last.merge(read.slug(), read, (before, now) -> before.equals(now) ? before : now);
    bySlug.put(site.slug(), surroundings.get(), site);
    return site;
  }

  /** The site with that number, as it stands now. */
  public Future<Optional<Site>> withId(int id) {
    return database
        .pool()
        .preparedQuery("select " + COLUMNS + " from site where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(Sites::site));
  }

  /** All sites, by name. */
  public Future<List<Site>> all() {
    return database
        .pool()
        .query("select " + COLUMNS + " from site order by name")
        .execute()
        .map(rows -> rows.stream().map(Sites::site).toList());
  }

  /** Creates a site, or changes the name, origins and settings of the one with that slug. */
  public Future<Site> put(String slug, String name, List<String> origins, JsonObject settings) {
    return change(slug, Optional.of(name), Optional.of(origins), Optional.of(settings));
  }

  /** Creates a site, or changes the one with that slug. What is empty stays as it is. */
  public Future<Site> change(
      String slug,
      Optional<String> name,
      Optional<List<String>> origins,
      Optional<JsonObject> settings) {
    return change(
        slug,
        name,
        origins,
        settings,
        Policies.Change.NOBODY,
        (tx, before, after) -> Future.succeededFuture());
  }

  /** Gives a site that arrives with its history the settings it had elsewhere. */
  public Future<Site> settle(String slug, JsonObject settings) {
    return change(
        slug,
        Optional.empty(),
        Optional.empty(),
        Optional.of(settings),
        Policies.Change.ARRIVED,
        (tx, before, after) -> Future.succeededFuture());
  }

  /** Logs a change in its transaction; {@code before} is empty for a new site. */
  public interface Note {
    Future<Void> write(SqlConnection tx, Optional<Site> before, Site after);
  }

  /**
   * The same, with a log entry.
   *
   * @param by who changes it and why, for the record of its policies
   * @param note writes the log entry in the same transaction
   */
  public Future<Site> change(
      String slug,
      Optional<String> name,
      Optional<List<String>> origins,
      Optional<JsonObject> settings,
      Policies.Change by,
      Note note) {
    if (!SLUG.matcher(slug).matches()) {
      throw Refusal.invalid("slug", "Use lower-case letters, digits and hyphens");
    }
    Optional<List<String>> known = origins.map(all -> all.stream().map(Sites::origin).toList());
    Optional<JsonObject> checked = settings.map(Sites::settings).map(SiteSettings::toJson);
    return database
        .transactionOnce(
            tx ->
                // Numbers are given out one by one: sites are few, and their numbers lead every
                // key.
                tx.query("select pg_advisory_xact_lock(7308332)")
                    .execute()
                    .compose(locked -> find(tx, slug))
                    .compose(
                        before ->
                            write(tx, slug, name, known, checked)
                                .compose(
                                    after ->
                                        Policies.keep(tx, after, by)
                                            .compose(kept -> note.write(tx, before, after))
                                            .map(after))))
        .map(this::remember);
  }

  /**
   * Creates a site as another service had it, unless there is one with that slug. It gets the same
   * number if that is free.
   *
   * @param createdAt when it was created there, in RFC 3339
   */
  public Future<Site> restore(Site site, String createdAt) {
    if (!SLUG.matcher(site.slug()).matches()) {
      throw Refusal.invalid("slug", "Use lower-case letters, digits and hyphens");
    }
    List<String> origins = site.origins().stream().map(Sites::origin).toList();
    return database
        .transaction(
            tx ->
                tx.query("select pg_advisory_xact_lock(7308332)")
                    .execute()
                    .compose(
                        locked ->
                            tx.preparedQuery(
                                    """
                                    insert into site (id, slug, name, origins, settings, created_at)
                                    select case when bool_or(id = $1) then max(id) + 1 else $1 end,
                                      $2, $3, $4, $5, $6::text::timestamptz
                                    from site
                                    on conflict (slug) do nothing
                                    """)
                                .execute(
                                    Tuple.of(
                                        site.id(),
                                        site.slug(),
                                        site.name(),
                                        origins.toArray(String[]::new),
                                        site.settings().toJson(),
                                        createdAt)))
                    .compose(made -> find(tx, site.slug())))
        .map(found -> remember(found.orElseThrow(Sites::notFound)));
  }

  private static Future<Optional<Site>> find(SqlClient on, String slug) {
    return on.preparedQuery("select " + COLUMNS + " from site where slug = $1")
        .execute(Tuple.of(slug))
        .map(rows -> rows.stream().findFirst().map(Sites::site));
  }

  private static Future<Site> write(
      SqlConnection tx,
      String slug,
      Optional<String> name,
      Optional<List<String>> origins,
      Optional<JsonObject> settings) {
    return tx.preparedQuery(
            """
            insert into site (id, slug, name, origins, settings)
            select coalesce(max(id), 0) + 1, $1, coalesce($2::text, $1),
              coalesce($3::text[], '{}'), coalesce($4::jsonb, $5)
            from site
            on conflict (slug) do update
            set name = coalesce($2::text, site.name),
                origins = coalesce($3::text[], site.origins),
                settings = coalesce($4::jsonb, site.settings)
            returning %s
            """
                .formatted(COLUMNS))
        .execute(
            Tuple.of(
                slug,
                name.orElse(null),
                origins.map(all -> all.toArray(String[]::new)).orElse(null),
                settings.orElse(null),
                SiteSettings.of(new JsonObject()).toJson()))
        .map(rows -> site(rows.iterator().next()));
  }

  /** An origin as browsers send it, whose letters are compared; refused when it is none. */
  private static String origin(String typed) {
    return typed.equals(ANY)
        ? ANY
        : Optional.of(typed)
            .filter(text -> ORIGIN.matcher(text).matches())
            .flatMap(WebAddress::of)
            .map(WebAddress::origin)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "origins", typed + " is not an origin like https://example.org"));
  }

  /** Reads a policy that is sent; refused with the names of what is wrong or unknown. */
  public static SiteSettings settings(JsonObject sent) {
    refuseUnknown(sent);
    try {
      return SiteSettings.of(sent);
    } catch (IllegalArgumentException wrong) {
      String sentence = String.valueOf(wrong.getMessage());
      // The message begins with the name of the setting.
      throw Refusal.invalid(sentence.substring(0, sentence.indexOf(' ')), sentence);
    }
  }

  /** Refuses unknown settings: a client that sends one relies on it. */
  private static void refuseUnknown(JsonObject settings) {
    List<String> unknown = SiteSettings.unknown(settings);
    if (!unknown.isEmpty()) {
      Refusal refusal =
          new Refusal(Problem.INVALID, "There is no setting " + String.join(", ", unknown));
      unknown.forEach(name -> refusal.and(name, "There is no setting “" + name + "”"));
      throw refusal;
    }
  }

  private static Site site(Row row) {
    return new Site(
        row.getInteger("id"),
        row.getString("slug"),
        row.getString("name"),
        texts(row, "origins"),
        SiteSettings.of((JsonObject) row.getValue("settings")),
        texts(row, "staff"),
        row.getBoolean("aliased"));
  }

  private static List<String> texts(Row row, String column) {
    return ((JsonArray) row.getValue(column)).stream().map(String::valueOf).toList();
  }

  private static Refusal notFound() {
    return new Refusal(Problem.NOT_FOUND, "There is no such site");
  }
}
