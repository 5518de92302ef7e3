package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Draft;
import dev.parley.comment.Parent;
import dev.parley.comment.Text;
import dev.parley.database.Batches;
import dev.parley.database.Batches.Asked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.LogRows;
import dev.parley.publish.Change;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores screened drafts: the comment, its author and article, its signals and the machine's
 * decision. One statement writes all of it, and so one transaction.
 *
 * <p>Drafts that arrive while another group is being committed wait and are written together,
 * because one flush to disk serves them all. A draft that arrives alone does not wait. Each is
 * answered after its own commit.
 *
 * <p>It belongs to one event loop. Other loops and nodes write at the same time; all of them lock
 * shared rows in the same order.
 */
final class NewCommentStore {
  private static final int LARGEST_GROUP = 32;

  /** One statement, so one round trip and one commit. $1 is the site, $2 are the drafts. */
  private static final String INSERT =
      """
      with draft as materialized (
        select * from jsonb_to_recordset($2::jsonb) as draft(
          id uuid, article uuid, article_key text, article_url text, article_title text,
          parent uuid, root uuid, ancestors uuid[], author uuid, name text, email text, url text,
          status smallint, risk real, verdict smallint, at timestamptz, editable_until timestamptz,
          address inet, token_hash bytea, fingerprint bigint, sketch bytea, reason text,
          body text, html text, language text, scores jsonb, signals jsonb, policy_version text,
          model_version text, decision uuid, action text, key_hash bytea, request_hash bytea,
          domains text[])
      ), locked as materialized (
        -- Comments before articles, and comments by id: the order of everyone who locks them.
        select id from comment where site_id = $1
          and id in (select unnest(ancestors) from draft where status = 1)
        order by id for no key update
      ), new_key as (
        insert into idempotency (site_id, key_hash, request_hash, comment_id)
        select $1, key_hash, request_hash, id from draft where key_hash is not null
        order by key_hash
      ), new_author as (
        insert into author (site_id, id, name, email, url, first_seen)
        select distinct on (author) $1, author, name, email, url, at from draft order by author, id
        -- An e-mail address is missing where its author had taken all their comments back.
        on conflict (site_id, id) do update
        set name = excluded.name, url = excluded.url, email = excluded.email
        where author.name <> excluded.name or author.url is distinct from excluded.url
          or author.email is distinct from excluded.email
      ), new_comment as (
        insert into comment (site_id, id, article_id, parent_id, root_id, ancestors, author_id,
          author_name, author_url, status, shown, risk, verdict, created_at, editable_until,
          address, token_hash, fingerprint, sketch, reason, body, html)
        select $1, id, article, parent, root, ancestors, author, name, url, status,
          case when status = 1 then 1 else 0 end, risk, verdict, at, editable_until, address,
          token_hash, fingerprint, sketch, reason, body, html
        from draft
      ), new_link as (
        insert into link (site_id, domain, comment_id)
        select $1, domain, id from draft, unnest(domains) as domain
      ), new_screening as (
        insert into screening (site_id, comment_id, version, verdict, language, scores, signals,
          policy_version, model_version, created_at)
        select $1, id, 1, verdict, language, scores, signals, policy_version, model_version, at
        from draft
      ), %s, counted as (
        update comment set reply_n = reply_n + more.n, shown = case when status = 1 then 1 else 2 end
        from (select ancestor, count(*)::int as n from draft, unnest(ancestors) as ancestor
              where status = 1 group by ancestor) more
        where comment.site_id = $1 and comment.id = more.ancestor
      )
      insert into article (site_id, id, key, url, title, shown_n, version)
      select $1, article, min(article_key), coalesce(max(article_url), ''),
        coalesce(max(article_title), ''), count(*) filter (where status = 1),
        case when count(*) filter (where status = 1) > 0 then 1 else 0 end
      from draft, (select count(*) from locked) as after_locks group by article order by article
      on conflict (site_id, id) do update set
        shown_n = article.shown_n + excluded.shown_n,
        version = article.version + excluded.version,
        url = case when article.url = '' then excluded.url else article.url end,
        title = case when article.title = '' then excluded.title else article.title end
      where excluded.version > 0 or article.url = '' and excluded.url <> ''
        or article.title = '' and excluded.title <> ''
      returning id, version, shown_n, state
      """
          .formatted(LogRows.posted());

  private final Database database;
  private final Map<Integer, Batches<NewComment, List<Change>>> batches = new HashMap<>();

  NewCommentStore(Database database) {
    this.database = database;
  }

  /**
   * Writes a comment, together with others that wait. Completes once it is on disk, with the change
   * of its thread if it is shown. Fails with a duplicate key when its request has been answered
   * before.
   */
  Future<List<Change>> add(NewComment comment) {
    int site = comment.site();
    return batches
        .computeIfAbsent(
            site, first -> database.batches(LARGEST_GROUP, group -> writeTogether(site, group)))
        .of(comment);
  }

  private Future<Void> writeTogether(int site, List<Asked<NewComment, List<Change>>> group) {
    return Future.succeededFuture(group.stream().map(Asked::question).toList())
        .compose(comments -> write(site, comments))
        .transform(
            written -> {
              if (written.succeeded()) {
                complete(group, written.result());
                return Future.succeededFuture();
              }
              return group.size() == 1 || Database.isUnavailable(written.cause())
                  ? Future.failedFuture(written.cause())
                  : oneByOne(site, group);
            });
  }

  /** Each draft is answered with its own article only. */
  private static void complete(List<Asked<NewComment, List<Change>>> group, List<Change> changes) {
    for (Asked<NewComment, List<Change>> one : group) {
      UUID article = one.question().admitted().article().id();
      one.answer()
          .tryComplete(
              changes.stream().filter(change -> change.article().equals(article)).toList());
    }
  }

  /** One bad comment must not make the others fail. */
  private Future<Void> oneByOne(int site, List<Asked<NewComment, List<Change>>> group) {
    Future<Void> done = Future.succeededFuture();
    for (Asked<NewComment, List<Change>> one : group) {
      done =
          done.compose(before -> write(site, List.of(one.question())))
              .onSuccess(one.answer()::tryComplete)
              .onFailure(one.answer()::tryFail)
              .<Void>mapEmpty()
              .otherwiseEmpty();
    }
    return done;
  }

  private Future<List<Change>> write(int site, List<NewComment> comments) {
    JsonArray drafts = new JsonArray();
    comments.forEach(comment -> drafts.add(row(comment)));
    return database
        .retrying(() -> database.pool().preparedQuery(INSERT).execute(Tuple.of(site, drafts)))
        .map(rows -> changes(site, rows))
        .recover(
            failure ->
                Database.isDuplicateKey(failure)
                    ? storedBefore(site, comments, failure)
                    : Future.failedFuture(failure));
  }

  /**
   * A commit may succeed although its connection is lost before the answer: on the retry the
   * comments find themselves already stored. One statement stores all of them or none.
   */
  private Future<List<Change>> storedBefore(
      int site, List<NewComment> comments, Throwable failure) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        select id, version, shown_n, state from article
                        where site_id = $1 and id = any($3) and $4 = (
                          select count(*) from comment where site_id = $1 and id = any($2))
                        """)
                    .execute(
                        Tuple.of(
                            site,
                            comments.stream().map(NewComment::id).toArray(UUID[]::new),
                            comments.stream()
                                .map(comment -> comment.admitted().article().id())
                                .toArray(UUID[]::new),
                            (long) comments.size())))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture(changes(site, rows)));
  }

  private static List<Change> changes(int site, RowSet<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Change(
                    site,
                    row.getUUID("id"),
                    row.getLong("version"),
                    row.getInteger("shown_n"),
                    Article.State.ofNumber(row.getShort("state"))))
        .toList();
  }

  private static JsonObject row(NewComment comment) {
    Screened screened = comment.screened();
    Draft draft = screened.draft();
    Text text = draft.text();
    Article article = comment.admitted().article();
    Author author = comment.admitted().author();
    Optional<Parent> parent = comment.admitted().parent();
    boolean shown = screened.verdict() == Verdict.APPROVE;
    String title = comment.admitted().newTitle().orElse("");
    JsonArray ancestors = new JsonArray();
    parent.ifPresent(
        answered -> answered.ancestorsOfReply().forEach(id -> ancestors.add(id.toString())));
    JsonObject row =
        new JsonObject()
            .put("id", comment.id().toString())
            .put("article", article.id().toString())
            .put("article_key", article.key())
            .put("article_url", article.url())
            // A comment that nobody has approved does not set the page's address, nor a title that
            // would not be published.
            .put("article_title", shown && !screened.has(Reason.PAGE_TITLE) ? title : "")
            .put("parent", parent.map(answered -> answered.id().toString()).orElse(null))
            .put("root", comment.rootId().toString())
            .put("ancestors", ancestors)
            .put("author", author.id().toString())
            .put("name", author.name())
            .put("email", author.email().orElse(null))
            .put("url", author.url().orElse(null))
            .put("status", screened.verdict().status().number())
            .put("risk", screened.risk())
            .put("verdict", screened.verdict().ordinal())
            .put("at", comment.at().toString())
            .put("editable_until", comment.editableUntil().toString())
            .put("address", comment.admitted().submission().address())
            .put("token_hash", bytea(comment.token().hash()))
            .put("fingerprint", text.reading().fingerprint())
            .put("sketch", text.sketch().map(sketch -> bytea(sketch.toBytes())).orElse(null))
            .put("domains", new JsonArray(draft.domains()))
            .put("reason", Statement.reason(screened).orElse(null))
            .put("body", text.body())
            .put("html", text.html())
            .put("language", screened.language())
            .put("scores", screened.scoresJson())
            .put("signals", screened.signalsJson())
            .put("policy_version", screened.policyVersion())
            .put("model_version", screened.modelVersion())
            .put("decision", Ids.next().toString())
            .put("action", screened.verdict().code());
    comment
        .requestKey()
        .ifPresent(
            key ->
                row.put("key_hash", bytea(key.keyHash().getBytes()))
                    .put("request_hash", bytea(key.requestHash().getBytes())));
    return row;
  }

  private static String bytea(byte[] bytes) {
    return "\\x" + HexFormat.of().formatHex(bytes);
  }
}
