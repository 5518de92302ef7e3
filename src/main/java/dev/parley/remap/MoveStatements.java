package dev.parley.remap;

import dev.parley.comment.Article;

/** The statements of {@link ArticleMove}. $1 is the site, $2 the article left, $3 the other one. */
final class MoveStatements {
  private static final String SHOWN_ROOTS =
      """
      select id from comment
      where site_id = $1 and article_id = $%s and shown > 0 and parent_id is null
      """;

  /** Locks at most $3 comments by id, as everyone does who locks several. */
  private static final String LOCK =
      """
      select id, status from comment
      where site_id = $1 and article_id = $2 and id = any(array(%s))
      order by id for update
      """;

  /** Replies come first: once their root has left, nothing would find them. */
  static final String LOCK_REPLIES =
      LOCK.formatted(
          """
          select reply.id from (%s and reply_n > 0) root
          cross join lateral (
            select id from comment
            where site_id = $1 and root_id = root.id and shown > 0 and parent_id is not null
              and article_id = $2
            limit $3) reply
          limit $3"""
              .formatted(SHOWN_ROOTS.formatted("2")));

  static final String LOCK_HIDDEN =
      LOCK.formatted(
          """
          select id from comment
          where site_id = $1 and article_id = $2 and shown = 0 order by id limit $3""");

  static final String LOCK_ROOTS =
      LOCK.formatted(SHOWN_ROOTS.formatted("2") + " order by id limit $3");

  /** Replies to what has left already: they were written while it left. $4 is the other article. */
  static final String LOCK_LATE =
      LOCK.formatted(
          """
          select reply.id from (%s and reply_n > 0) root
          cross join lateral (
            select id from comment
            where site_id = $1 and root_id = root.id and shown > 0 and parent_id is not null
              and article_id = $2
            limit $3) reply
          limit $3"""
              .formatted(SHOWN_ROOTS.formatted("4")));

  /** Those of the comments $3, which are locked, that have a reply of the article beside them. */
  static final String STILL_ANSWERED =
      """
      select distinct root_id as id from comment
      where site_id = $1 and root_id = any($3) and shown > 0 and parent_id is not null
        and article_id = $2 and id <> all($3)
      """;

  /** How many approved comments the article is said to have. */
  static final String COUNTED = "select shown_n from article where site_id = $1 and id = $2";

  /** Moves the comments $4 with their votes; tells how many of them are approved. */
  static final String MOVE =
      """
      with moved as (
        update comment set article_id = $3
        where site_id = $1 and id = any($4) and article_id = $2
        returning status
      ), votes as (
        update vote set article_id = $3 where site_id = $1 and comment_id = any($4)
      ), subscriptions as (
        update subscription set article_id = $3 where site_id = $1 and comment_id = any($4)
      )
      select count(*)::int as moved, count(*) filter (where status = 1)::int as approved from moved
      """;

  static final String LOCK_ARTICLES =
      """
      select id, url, title, shown_n from article where site_id = $1 and id in ($2, $3)
      order by id for update
      """;

  /** The other article, with $6 comments more; a new one is what the article is. */
  static final String ARRIVE =
      """
      insert into article (site_id, id, key, url, title, state, closed_at, closing_told,
        slow_seconds, close_days, close_settled, pinned, created_at, shown_n, version)
      select $1, $3, $4, $5, coalesce(title, ''), coalesce(state, 0), closed_at, closing_told,
        slow_seconds, coalesce(close_days, 0), coalesce(close_settled, false),
        coalesce(pinned, false), coalesce(article.created_at, now()), $6, coalesce(version, 0) + 1
      from (select) one left join article on site_id = $1 and id = $2
      on conflict (site_id, id) do update set
        shown_n = article.shown_n + $6,
        version = article.version + 1,
        pinned = article.pinned or excluded.pinned,
        url = case when article.url = '' then excluded.url else article.url end,
        title = case when article.title = '' then excluded.title else article.title end
      returning id, version, shown_n, %s
      """
          .formatted(Article.STATE_NOW);

  static final String LEAVE =
      """
      update article set shown_n = shown_n - $3, version = version + 1
      where site_id = $1 and id = $2
      """;

  static final String DELETE = "delete from article where site_id = $1 and id = $2";

  /** The other article's key is its own from now on. */
  static final String OWN_KEY = "delete from article_alias where site_id = $1 and id = $2";

  static final String FOLLOW =
      "update article_alias set article_id = $3 where site_id = $1 and article_id = $2";

  static final String ALIAS =
      """
      insert into article_alias (site_id, id, key, article_id) values ($1, $2, $4, $3)
      on conflict (site_id, id) do update set article_id = excluded.article_id, used_at = now()
      """;

  private MoveStatements() {}
}
