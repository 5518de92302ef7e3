package dev.parley.review;

import dev.parley.comment.Article;
import dev.parley.comment.Article.State;
import dev.parley.comment.ArticleKeys;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.LogWords;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.Change;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code PUT /articles}: which threads are open, until when, how fast, and what they are about. */
public final class ArticleRoutes {
  /** What is not sent stays as it is; a state takes the time of closing that stood before away. */
  private static final String PUT =
      """
      insert into article (site_id, id, key, url, title, state, closed_at, slow_seconds, version,
        close_settled, pinned)
      values ($1, $2, $3, $4, $5, coalesce($6, 0), $7, nullif($9, 0), 1, $8, coalesce($10, false))
      on conflict (site_id, id) do update set
        state = coalesce($6, article.state),
        closed_at = case when $8 then $7 else article.closed_at end,
        close_settled = article.close_settled or $8,
        slow_seconds = nullif(coalesce($9, article.slow_seconds), 0),
        pinned = coalesce($10, article.pinned),
        url = case when $4 = '' then article.url else $4 end,
        title = case when $5 = '' then article.title else $5 end,
        version = article.version + 1
      returning id, key, url, title, %s, closed_at, shown_n, version, slow_seconds, pinned,
        created_at
      """
          .formatted(Article.STATE_NOW);

  private static final int AN_HOUR = 3_600;

  private final Access access;
  private final ArticleKeys keys;
  private final Database database;
  private final Announcer announcer;
  private final Clock clock;

  public ArticleRoutes(
      Access access, ArticleKeys keys, Database database, Announcer announcer, Clock clock) {
    this.access = access;
    this.keys = keys;
    this.database = database;
    this.announcer = announcer;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.put("/api/v1/sites/:site/articles").handler(Answers.json(this::put));
  }

  /**
   * What is to be settled.
   *
   * @param closedAt when the thread closes, or has closed
   * @param closing whether anything was said of that
   * @param slowSeconds 0 to slow it down no more
   * @param pinned whether it stands at the head of moderators' lists
   */
  private record Wanted(
      String key,
      Optional<State> state,
      Optional<Instant> closedAt,
      boolean closing,
      Optional<String> url,
      Optional<String> title,
      Optional<Integer> slowSeconds,
      Optional<Boolean> pinned) {

    Wanted of(String article) {
      return new Wanted(article, state, closedAt, closing, url, title, slowSeconds, pinned);
    }

    /** The changes in words, for the log. */
    String words() {
      List<String> changes = new ArrayList<>();
      state.ifPresent(known -> changes.add(known.code()));
      if (closing && state.filter(State.CLOSED::equals).isEmpty()) {
        changes.add("closes " + closedAt.map(LogWords::time).orElse("never"));
      }
      slowSeconds.ifPresent(
          seconds ->
              changes.add(
                  seconds == 0 ? "as fast as it comes" : "slowed to one in " + seconds + " s"));
      pinned.ifPresent(known -> changes.add(known ? "pinned" : "no longer pinned"));
      title.ifPresent(known -> changes.add("title “" + known + "”"));
      url.ifPresent(known -> changes.add("address " + known));
      return title.orElse(key) + ": " + String.join(", ", changes);
    }
  }

  private Future<JsonObject> put(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on -> {
              Fields fields = Fields.ofBody(context);
              Wanted wanted = wanted(fields, Parameters.text(context, "article"));
              fields.checkAll();
              return keys.of(on.site(), wanted.key())
                  .compose(key -> put(on.site(), on.moderator(), wanted.of(key)));
            });
  }

  private Wanted wanted(Fields fields, Optional<String> named) {
    String key = named.isPresent() && !fields.has("key") ? named.get() : Parameters.key(fields);
    Optional<String> word = fields.optionalText("state", 20);
    Optional<State> state =
        Arrays.stream(State.values())
            .filter(one -> word.filter(one.code()::equals).isPresent())
            .findFirst();
    if (word.isPresent() && state.isEmpty()) {
      fields.error("state", "Use open, closed or premoderated");
    }
    Optional<Instant> closedAt = fields.time("closedAt");
    Instant now = clock.instant();
    boolean closed = state.filter(State.CLOSED::equals).isPresent();
    if (closed && closedAt.filter(now::isBefore).isPresent()) {
      fields.error("closedAt", "Leave the state out to close the thread later");
    } else if (!closed && state.isPresent() && closedAt.filter(now::isAfter).isPresent()) {
      fields.error("closedAt", "Send a time to come, or the state closed");
    }
    boolean slow = fields.has("slowSeconds");
    int seconds = fields.number("slowSeconds", 0, 0, AN_HOUR);
    boolean pinned = fields.has("pinned");
    boolean pin = fields.flag("pinned", false);
    return new Wanted(
        key,
        state,
        closed ? closedAt.or(() -> Optional.of(now)) : closedAt,
        state.isPresent() || fields.has("closedAt"),
        fields.webAddress("url"),
        fields.optionalText("title", 500).map(String::strip),
        slow ? Optional.of(seconds) : Optional.empty(),
        pinned ? Optional.of(pin) : Optional.empty());
  }

  private Future<JsonObject> put(Site site, Moderator moderator, Wanted wanted) {
    return database
        .transactionOnce(
            tx ->
                put(tx, site, wanted)
                    .compose(
                        row ->
                            Ledger.write(
                                    tx,
                                    Administered.of(
                                        site.id(), moderator, Kind.ARTICLE, wanted.words()))
                                .map(row)))
        .map(
            row -> {
              State state = State.ofNumber(row.getShort("state"));
              Change change =
                  new Change(
                      site.id(),
                      row.getUUID("id"),
                      row.getLong("version"),
                      row.getInteger("shown_n"),
                      state);
              announcer.announce(new Changes(List.of(change), List.of()));
              return json(row, state);
            });
  }

  private static Future<Row> put(SqlConnection tx, Site site, Wanted wanted) {
    return tx.preparedQuery(PUT)
        .execute(
            Tuple.of(site.id(), Ids.article(site.id(), wanted.key()), wanted.key())
                .addValue(wanted.url().orElse(""))
                .addValue(wanted.title().orElse(""))
                .addValue(wanted.state().map(state -> (short) state.ordinal()).orElse(null))
                .addValue(wanted.closedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .addValue(wanted.closing())
                .addValue(wanted.slowSeconds().orElse(null))
                .addValue(wanted.pinned().orElse(null)))
        .map(rows -> rows.iterator().next());
  }

  /** An article as JSON for moderators. */
  static JsonObject json(Row row, State state) {
    JsonObject json =
        new JsonObject()
            .put("key", row.getString("key"))
            .put("url", row.getString("url"))
            .put("title", row.getString("title"))
            .put("state", state.code())
            .put("count", row.getInteger("shown_n"))
            .put("pinned", row.getBoolean("pinned"))
            .put("createdAt", row.getOffsetDateTime("created_at").toInstant().toString());
    @Nullable OffsetDateTime closedAt = row.getOffsetDateTime("closed_at");
    if (closedAt != null) {
      json.put("closedAt", closedAt.toInstant().toString());
    }
    @Nullable Integer slowSeconds = row.getInteger("slow_seconds");
    if (slowSeconds != null) {
      json.put("slowSeconds", slowSeconds);
    }
    return json;
  }
}
