package dev.parley.review;

import dev.parley.comment.Article;
import dev.parley.comment.Article.State;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /articles}: the articles of a site, those first that are pinned, then the newest; all,
 * or those whose title, key or address has some words in it.
 */
public final class ArticleList {
  private static final String SELECT =
      """
      select id, key, url, title, %s, closed_at, shown_n, slow_seconds, pinned, created_at
      from article
      where site_id = $1
        and ($2::text is null
          or position($2 in lower(title || ' ' || key || ' ' || url)) > 0)
        and ($3::boolean is null or (pinned, created_at, id) < ($3, $4, $5))
      order by pinned desc, created_at desc, id desc limit $6
      """
          .formatted(Article.STATE_NOW);

  private final Access access;
  private final Database database;

  public ArticleList(Access access, Database database) {
    this.access = access;
    this.database = database;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/articles").handler(Answers.json(this::list));
  }

  /** The last article of the page before. */
  private record After(boolean pinned, OffsetDateTime createdAt, UUID id) {}

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on -> {
              int limit = Parameters.number(context, "limit", 50, 1, 100);
              Optional<String> words =
                  Parameters.text(context, "q")
                      .map(text -> text.strip().toLowerCase(java.util.Locale.ROOT))
                      .filter(text -> !text.isEmpty());
              Optional<UUID> cursor = Parameters.optionalId(context, "cursor");
              return cursor
                  .map(id -> after(on.site(), id).map(Optional::of))
                  .orElse(Future.succeededFuture(Optional.empty()))
                  .compose(after -> page(on.site(), words, after, limit));
            });
  }

  private Future<After> after(Site site, UUID id) {
    return database
        .pool()
        .preparedQuery("select pinned, created_at from article where site_id = $1 and id = $2")
        .execute(Tuple.of(site.id(), id))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new After(
                                row.getBoolean("pinned"), row.getOffsetDateTime("created_at"), id))
                    .orElseThrow(
                        () -> Refusal.invalid("cursor", "That article is gone; begin again")));
  }

  private Future<JsonObject> page(
      Site site, Optional<String> words, Optional<After> after, int limit) {
    @Nullable After last = after.orElse(null);
    return database
        .pool()
        .preparedQuery(SELECT)
        .execute(
            Tuple.of(
                site.id(),
                words.orElse(null),
                last == null ? null : last.pinned(),
                last == null ? null : last.createdAt(),
                last == null ? null : last.id(),
                limit + 1))
        .map(rows -> json(rows.stream().toList(), limit));
  }

  private static JsonObject json(List<Row> rows, int limit) {
    JsonArray articles = new JsonArray();
    rows.stream()
        .limit(limit)
        .forEach(
            row -> articles.add(ArticleRoutes.json(row, State.ofNumber(row.getShort("state")))));
    return new JsonObject()
        .put("articles", articles)
        .put("next", rows.size() > limit ? rows.get(limit - 1).getUUID("id").toString() : null);
  }
}
