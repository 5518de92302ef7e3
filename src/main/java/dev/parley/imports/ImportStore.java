package dev.parley.imports;

import dev.parley.comment.Article.State;
import dev.parley.comment.Parent;
import dev.parley.database.Columns;
import dev.parley.database.Database;
import dev.parley.publish.Change;
import dev.parley.text.Sketch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Stores imported comments with their authors, articles and links, and remembers which record of
 * the archive each of them was. One statement writes a batch. Safe for several threads.
 */
final class ImportStore {
  private static final String KNOWN =
      """
      select asked.key, comment.id, comment.root_id, comment.ancestors
      from unnest($3::text[]) as asked(key)
      cross join lateral (
        select comment_id from imported
        where imported.site_id = $1 and source = $2 and imported.key = asked.key limit 1) before
      cross join lateral (
        select id, root_id, ancestors from comment
        where comment.site_id = $1 and comment.id = before.comment_id limit 1) comment
      """;

  /** A comment as it is written with its batch. */
  private record Row(ImportedComment comment, Batch batch) {
    Prepared prepared() {
      return comment.prepared();
    }
  }

  private static final Columns<Row> DRAFT =
      new Columns<Row>()
          .text("key", row -> row.prepared().key())
          .uuid("id", row -> row.comment().id())
          .uuid("article", row -> row.prepared().article().id())
          .text("article_key", row -> row.prepared().article().key())
          .text("article_url", row -> row.prepared().article().url())
          .text("article_title", row -> row.prepared().article().title())
          .bool("closed", row -> row.prepared().article().state() == State.CLOSED)
          .uuid("parent", row -> row.comment().parent().map(Parent::id).orElse(null))
          .uuid("root", row -> row.comment().rootId())
          .uuids("ancestors", row -> row.comment().ancestors())
          .uuids("above", row -> row.batch().above(row.comment()))
          .integer("below", row -> row.batch().below(row.comment()))
          .uuid("author", row -> row.prepared().author().id())
          .text("name", row -> row.prepared().author().name())
          .text("email", row -> row.prepared().author().email().orElse(null))
          .text("url", row -> row.prepared().author().url().orElse(null))
          .smallint("status", row -> row.prepared().status().number())
          .smallint("verdict", row -> (short) row.comment().verdict().ordinal())
          .integer("votes", row -> row.prepared().votes())
          .time("at", row -> row.prepared().at())
          .time("edited_at", row -> row.prepared().editedAt().orElse(null))
          .written("address", "inet", row -> row.prepared().address().orElse(null))
          .bigint("fingerprint", row -> row.prepared().text().reading().fingerprint())
          .bytea("sketch", row -> row.prepared().text().sketch().map(Sketch::toBytes))
          .text("body", row -> row.prepared().text().body())
          .text("html", row -> row.prepared().html())
          .texts("domains", row -> row.prepared().domains());

  /** $1 is the site, $2 the source, the rest are the comments. */
  private static final String INSERT =
      """
      with draft as materialized (
        %s
      ), locked as materialized (
        -- Comments, then authors, then articles, each by id: the order of everyone who locks them.
        select id from comment where site_id = $1
          and id in (select unnest(above) from draft where status = 1)
        order by id for no key update
      ), remembered as (
        insert into imported (site_id, source, key, comment_id)
        select $1, $2, key, id from draft order by key
      ), new_author as (
        insert into author (site_id, id, name, email, url, first_seen)
        select distinct on (author) $1, author, name, email, url, at
        from draft, (select count(*) from locked) as after_comments order by author, at desc
        on conflict do nothing
        returning id
      ), new_comment as (
        insert into comment (site_id, id, article_id, parent_id, root_id, ancestors, author_id,
          author_name, author_url, status, shown, verdict, votes, reply_n, created_at, edited_at,
          editable_until, address, token_hash, fingerprint, sketch, decided, body, html)
        select $1, id, article, parent, root, ancestors, author, name, url, status,
          case when status = 1 then 1 when below > 0 then 2 else 0 end, verdict, votes, below, at,
          -- No hash is empty: nobody holds a token for what was written elsewhere.
          edited_at, at, address, '', fingerprint, sketch,
          case when status in (1, 2, 3) then status end, body, html
        from draft
      ), new_link as (
        insert into link (site_id, domain, comment_id)
        select $1, domain, id from draft, unnest(domains) as domain
      ), counted as (
        update comment set reply_n = reply_n + more.n, shown = case when status = 1 then 1 else 2 end
        from (select ancestor, count(*)::int as n from draft, unnest(above) as ancestor
              where status = 1 group by ancestor) more
        where comment.site_id = $1 and comment.id = more.ancestor
      )
      insert into article (site_id, id, key, url, title, state, close_settled, shown_n, version)
      select $1, article, min(article_key), coalesce(max(article_url), ''),
        coalesce(max(article_title), ''), case when bool_or(closed) then 1 else 0 end,
        bool_or(closed),
        count(*) filter (where status = 1), 1
      from draft, (select count(*) from new_author) as after_authors
      group by article order by article
      on conflict (site_id, id) do update set
        shown_n = article.shown_n + excluded.shown_n,
        version = article.version + 1,
        url = case when article.url = '' then excluded.url else article.url end,
        title = case when article.title = '' then excluded.title else article.title end
      returning id, version, shown_n, state
      """
          .formatted(DRAFT.select(3));

  private final Database database;
  private final int site;
  private final String source;

  /**
   * @param source the system the archive comes from
   */
  ImportStore(Database database, int site, String source) {
    this.database = database;
    this.site = site;
    this.source = source;
  }

  /** The comments that records have become before, by the records' ids. */
  Future<Map<String, Parent>> known(Collection<String> keys) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(KNOWN)
                    .execute(Tuple.of(site, source, keys.toArray(String[]::new))))
        .map(
            rows -> {
              Map<String, Parent> known = new HashMap<>();
              rows.forEach(row -> known.put(row.getString("key"), parent(row)));
              return known;
            });
  }

  private static Parent parent(io.vertx.sqlclient.Row row) {
    return new Parent(
        row.getUUID("id"), row.getUUID("root_id"), List.of(row.getArrayOfUUIDs("ancestors")));
  }

  /**
   * Stores comments that are not known. Fails with a duplicate key when one of them is known after
   * all; then none is stored.
   *
   * @return the threads that look different now
   */
  Future<List<Change>> add(List<ImportedComment> comments) {
    Batch batch = Batch.of(comments);
    Tuple drafts =
        DRAFT.addTo(
            Tuple.of(site, source),
            comments.stream().map(comment -> new Row(comment, batch)).toList());
    return database
        .retrying(() -> database.pool().preparedQuery(INSERT).execute(drafts))
        .map(rows -> rows.stream().map(this::change).toList())
        .compose(changes -> used(changes).map(changes));
  }

  /** Comments under a key that is an alias follow to the other article. */
  private Future<Void> used(List<Change> changes) {
    return database
        .pool()
        .preparedQuery(
            "update article_alias set used_at = now() where site_id = $1 and id = any($2)")
        .execute(
            Tuple.of(site, (Object) changes.stream().map(Change::article).toArray(UUID[]::new)))
        .mapEmpty();
  }

  /**
   * The comments of one batch. A statement does not see the rows it inserts, so what they are to
   * each other is said with them.
   *
   * @param replies the number of shown replies in the batch, by comment of the batch
   */
  private record Batch(Map<UUID, Integer> replies) {
    static Batch of(List<ImportedComment> comments) {
      Map<UUID, Integer> replies = new HashMap<>();
      comments.forEach(comment -> replies.put(comment.id(), 0));
      comments.stream()
          .filter(ImportedComment::isShown)
          .flatMap(comment -> comment.ancestors().stream())
          .forEach(above -> replies.computeIfPresent(above, (id, n) -> n + 1));
      return new Batch(replies);
    }

    /** The ancestors that are not in the batch. */
    List<UUID> above(ImportedComment comment) {
      return comment.ancestors().stream().filter(id -> !replies.containsKey(id)).toList();
    }

    int below(ImportedComment comment) {
      return replies.getOrDefault(comment.id(), 0);
    }
  }

  private Change change(io.vertx.sqlclient.Row row) {
    return new Change(
        site,
        row.getUUID("id"),
        row.getLong("version"),
        row.getInteger("shown_n"),
        State.ofNumber(row.getShort("state")));
  }
}
