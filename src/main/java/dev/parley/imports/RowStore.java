package dev.parley.imports;

import dev.parley.comment.Article.State;
import dev.parley.database.Database;
import dev.parley.moderator.Moderators;
import dev.parley.portable.SiteTable;
import dev.parley.publish.Change;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Stores rows of another Parley's site in a site here, a batch in a transaction. Rows that are here
 * stay as they are, but for the counts of what has come below them. Safe for several threads.
 */
final class RowStore {
  /**
   * $2 are comments that are new. Their own counts came with them; those above them may have been
   * here before, with fewer replies.
   */
  static final String COUNT_REPLIES =
      """
      with above as (
        select distinct root_id, ancestor from comment, unnest(ancestors) as ancestor
        where site_id = $1 and id = any($2) and status = 1 and ancestor <> all($2)
      ), counted as materialized (
        select ancestor, (
          select count(*)::int from comment below
          where below.site_id = $1 and below.root_id = above.root_id and below.shown > 0
            and below.parent_id is not null and below.status = 1
            and above.ancestor = any(below.ancestors)) as n
        from above
      ), locked as materialized (
        select id, n from comment join counted on counted.ancestor = comment.id
        where site_id = $1 and reply_n < n order by id for no key update of comment
      )
      update comment set reply_n = n, shown = case when status = 1 then 1 else 2 end
      from locked where comment.site_id = $1 and comment.id = locked.id
      """;

  /** $2 are articles, some of which may have been here before, with fewer comments. */
  static final String COUNT_SHOWN =
      """
      with counted as materialized (
        select given.id, (
          select coalesce(sum((root.status = 1)::int + (
            select count(*) from comment below
            where below.site_id = $1 and below.root_id = root.id and below.shown > 0
              and below.parent_id is not null and below.status = 1)), 0)::int
          from comment root
          where root.site_id = $1 and root.article_id = given.id and root.shown > 0
            and root.parent_id is null) as n
        from unnest($2::uuid[]) as given(id)
      ), locked as materialized (
        select article.id, n from article join counted on counted.id = article.id
        where site_id = $1 and shown_n <> n order by article.id for no key update of article
      )
      update article set shown_n = n, version = version + 1
      from locked where article.site_id = $1 and article.id = locked.id
      """;

  static final String CHANGES =
      """
      select id, version, shown_n, state from article where site_id = $1 and id = any($2) order by id
      """;

  private final Database database;
  private final int site;

  RowStore(Database database, int site) {
    this.database = database;
    this.site = site;
  }

  /** Adds people whom the rows name. */
  Future<Void> addModerators(String rows) {
    return database.retrying(() -> Moderators.addNamed(database.pool(), rows));
  }

  /** How many of these rows are here. */
  Future<Integer> known(SiteTable table, String rows) {
    return database
        .retrying(() -> database.pool().preparedQuery(table.known()).execute(Tuple.of(site, rows)))
        .map(counted -> counted.iterator().next().getLong("n").intValue());
  }

  /** Stores rows of a table that nothing else is counted from. */
  Future<Void> add(SiteTable table, Collection<String> columns, String rows) {
    return database
        .retrying(
            () ->
                database.pool().preparedQuery(table.insert(columns)).execute(Tuple.of(site, rows)))
        .mapEmpty();
  }

  /** Stores comments; answers how many are new. */
  Future<Integer> addComments(Collection<String> columns, String rows) {
    return database.transaction(
        tx ->
            inserted(tx, SiteTable.COMMENT, columns, rows)
                .compose(
                    ids ->
                        ids.length == 0
                            ? Future.succeededFuture(0)
                            : tx.preparedQuery(COUNT_REPLIES)
                                .execute(Tuple.of(site, (Object) ids))
                                .map(ids.length)));
  }

  /**
   * Stores articles, once their comments are stored.
   *
   * @param ids of all of them
   * @return how their threads look now
   */
  Future<List<Change>> addArticles(Collection<String> columns, String rows, UUID[] ids) {
    return database.transaction(
        tx ->
            inserted(tx, SiteTable.ARTICLE, columns, rows)
                .compose(
                    added -> tx.preparedQuery(COUNT_SHOWN).execute(Tuple.of(site, (Object) ids)))
                .compose(counted -> tx.preparedQuery(CHANGES).execute(Tuple.of(site, (Object) ids)))
                .map(changed -> changed.stream().map(this::change).toList()));
  }

  private Future<UUID[]> inserted(
      SqlConnection tx, SiteTable table, Collection<String> columns, String rows) {
    return tx.preparedQuery(table.insert(columns) + " returning id")
        .execute(Tuple.of(site, rows))
        .map(RowStore::ids);
  }

  private static UUID[] ids(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
  }

  private Change change(Row row) {
    return new Change(
        site,
        row.getUUID("id"),
        row.getLong("version"),
        row.getInteger("shown_n"),
        State.ofNumber(row.getShort("state")));
  }
}
