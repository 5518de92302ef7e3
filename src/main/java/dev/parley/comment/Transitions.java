package dev.parley.comment;

import dev.parley.comment.Article.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The consequences of showing or hiding comments: the counts of their ancestors, the tombstones
 * above comments that stay visible, and the versions of their articles. Runs in the transaction
 * that changes the status.
 */
public final class Transitions {
  private static final String COUNT_REPLIES =
      """
      update comment set reply_n = comment.reply_n + more.n,
        shown = case when status = 1 then 1 when comment.reply_n + more.n > 0 then 2 else 0 end
      from unnest($2::uuid[], $3::int[]) as more(id, n)
      where comment.site_id = $1 and comment.id = more.id
      """;

  private static final String ARTICLES =
      "select id, version, shown_n, "
          + Article.STATE_NOW
          + " from article where site_id = $1 and id = any($%d)";

  /** Articles that look different get a new version; all are reported. */
  private static final String COUNT_ARTICLES =
      String.format(
          Locale.ROOT,
          """
          with counted as (
            update article set shown_n = article.shown_n + more.n, version = version + 1
            from unnest($2::uuid[], $3::int[]) as more(id, n)
            where article.site_id = $1 and article.id = more.id
            returning article.id, version, shown_n, %s
          )
          select * from counted union all (%s and id <> all($2))
          """,
          Article.STATE_NOW,
          String.format(Locale.ROOT, ARTICLES, 4));

  private Transitions() {}

  /**
   * A comment whose row is locked, as it was before the change.
   *
   * @param written whether its text is still there: a site may keep it for some time only
   * @param blind whether it waits to be decided without the machine's opinion
   * @param reports how many are open
   */
  public record Locked(
      UUID id,
      UUID articleId,
      UUID authorId,
      List<UUID> ancestors,
      Status status,
      int version,
      boolean shown,
      boolean written,
      boolean blind,
      int reports) {

    /** The status as moderators are told it: they cannot tell a blind check from a held comment. */
    public Status told() {
      return blind ? Status.PENDING : status;
    }

    static Locked of(Row row) {
      return new Locked(
          row.getUUID("id"),
          row.getUUID("article_id"),
          row.getUUID("author_id"),
          List.of(row.getArrayOfUUIDs("ancestors")),
          Status.ofNumber(row.getShort("status")),
          row.getInteger("version"),
          row.getShort("shown") > 0,
          row.getBoolean("written"),
          row.getBoolean("blind"),
          row.getInteger("report_n"));
    }
  }

  /** An article after the change. */
  public record Touched(UUID article, long version, int count, State state) {}

  /**
   * Locks comments and all their ancestors by id, before any article. Everyone locks in this order,
   * so two transactions never wait for each other.
   */
  public static Future<Map<UUID, Locked>> lock(SqlConnection tx, int site, List<UUID> ids) {
    return tx.preparedQuery(
            """
            select id, article_id, author_id, ancestors, status, version, shown, body <> '' as written,
              blind, report_n
            from comment
            where site_id = $1 and id in (
              select unnest($2::uuid[])
              union all
              select unnest(ancestors) from comment where site_id = $1 and id = any($2))
            order by id for update
            """)
        .execute(Tuple.of(site, (Object) ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Locked> locked = new HashMap<>();
              rows.forEach(row -> locked.put(row.getUUID("id"), Locked.of(row)));
              locked.keySet().retainAll(ids);
              return locked;
            });
  }

  /**
   * The tombstone rule, as SQL for the column {@code shown} of a row whose status is being written:
   * a comment that is not approved stays visible as long as something below it is.
   *
   * @param status an SQL expression for the status after the change
   */
  public static String shown(String status) {
    return "case when cast("
        + status
        + " as smallint) = 1 then 1 when comment.reply_n > 0 then 2 else 0 end";
  }

  /**
   * Updates the counts. Call it after the status has been written.
   *
   * @param before the comments as they were
   * @param after the status all of them have now
   * @return their articles, including those whose thread looks the same to everyone else: the
   *     author of a comment that was hidden and stays hidden sees a change
   */
  public static Future<List<Touched>> count(
      SqlConnection tx, int site, List<Locked> before, Status after) {
    Map<UUID, Integer> replies = new HashMap<>();
    Map<UUID, Integer> changed = new HashMap<>();
    Set<UUID> articles = new HashSet<>();
    for (Locked comment : before) {
      int more = (after == Status.APPROVED ? 1 : 0) - (comment.status() == Status.APPROVED ? 1 : 0);
      articles.add(comment.articleId());
      if (more != 0) {
        comment.ancestors().forEach(ancestor -> replies.merge(ancestor, more, Integer::sum));
        changed.merge(comment.articleId(), more, Integer::sum);
      } else if (comment.shown()) {
        changed.merge(comment.articleId(), 0, Integer::sum);
      }
    }
    Future<Void> counted = countReplies(tx, site, replies);
    Future<List<Touched>> touched =
        changed.isEmpty()
            ? articles(tx, site, articles)
            : countArticles(tx, site, changed, articles);
    return counted.compose(done -> touched);
  }

  /** An article whose thread looks different, though as much is shown in it as before. */
  public static Future<List<Touched>> looksDifferent(SqlConnection tx, int site, UUID article) {
    return countArticles(tx, site, Map.of(article, 0), Set.of(article));
  }

  private static Future<Void> countReplies(SqlConnection tx, int site, Map<UUID, Integer> more) {
    if (more.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(COUNT_REPLIES).execute(parameters(site, more)).mapEmpty();
  }

  private static Future<List<Touched>> countArticles(
      SqlConnection tx, int site, Map<UUID, Integer> more, Set<UUID> all) {
    return tx.preparedQuery(COUNT_ARTICLES)
        .execute(parameters(site, more).addValue(all.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(Transitions::touched).toList());
  }

  /** The articles as they are now. */
  public static Future<List<Touched>> articles(SqlConnection tx, int site, Set<UUID> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : tx.preparedQuery(String.format(Locale.ROOT, ARTICLES, 2))
            .execute(Tuple.of(site, (Object) ids.toArray(UUID[]::new)))
            .map(rows -> rows.stream().map(Transitions::touched).toList());
  }

  private static Touched touched(Row row) {
    return new Touched(
        row.getUUID("id"),
        row.getLong("version"),
        row.getInteger("shown_n"),
        State.ofNumber(row.getShort("state")));
  }

  private static Tuple parameters(int site, Map<UUID, Integer> more) {
    List<UUID> ids = new ArrayList<>(more.keySet());
    ids.sort(null);
    return Tuple.of(
        site, ids.toArray(UUID[]::new), ids.stream().map(more::get).toArray(Integer[]::new));
  }
}
