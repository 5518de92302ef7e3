package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Parent;
import dev.parley.comment.Text;
import dev.parley.database.Batches;
import dev.parley.database.Batches.Asked;
import dev.parley.database.Columns;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.LogRows;
import dev.parley.publish.Change;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import dev.parley.text.Sketch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** The columns of a draft. */
  private static final Columns<NewComment> DRAFT =
      new Columns<NewComment>()
          .uuid("id", NewComment::id)
          .uuid("article", comment -> article(comment).id())
          .text("article_key", comment -> article(comment).key())
          .text("article_url", comment -> article(comment).url())
          .text("article_title", NewCommentStore::articleTitle)
          .uuid("parent", comment -> comment.parent().map(Parent::id).orElse(null))
          .uuid("root", NewComment::rootId)
          .uuids(
              "ancestors",
              comment -> comment.parent().map(Parent::ancestorsOfReply).orElse(List.of()))
          .uuid("author", comment -> author(comment).id())
          .text("name", comment -> author(comment).name())
          .text("email", comment -> author(comment).email().orElse(null))
          .text("url", comment -> author(comment).url().orElse(null))
          .smallint("status", comment -> comment.screened().verdict().status().number())
          .real("risk", comment -> (float) comment.screened().risk())
          .real("place", comment -> comment.blind().orElse(null))
          .smallint("verdict", comment -> (short) comment.screened().verdict().ordinal())
          .time("at", NewComment::at)
          .time("editable_until", NewComment::editableUntil)
          .written("address", "inet", NewCommentStore::address)
          .bytea("token_hash", comment -> Optional.of(comment.token().hash()))
          .bigint("fingerprint", comment -> text(comment).reading().fingerprint())
          .bytea("sketch", comment -> text(comment).sketch().map(Sketch::toBytes))
          .text("reason", comment -> Statement.reason(comment.screened()).orElse(null))
          .text("body", comment -> text(comment).body())
          .text("html", comment -> text(comment).html())
          .text("language", comment -> comment.screened().language())
          .written("scores", "jsonb", comment -> comment.screened().scoresJson().encode())
          .written("signals", "jsonb", comment -> comment.screened().signalsJson().encode())
          .text("policy_version", comment -> comment.screened().policyVersion())
          .text("model_version", comment -> comment.screened().modelVersion())
          .text("notify", comment -> comment.admitted().submission().mailLanguage().orElse(null))
          .uuid("decision", comment -> Ids.next())
          .text("action", comment -> comment.screened().verdict().code())
          .bytea("key_hash", comment -> comment.requestKey().map(key -> key.keyHash().getBytes()))
          .bytea(
              "request_hash",
              comment -> comment.requestKey().map(key -> key.requestHash().getBytes()))
          .texts("domains", comment -> comment.screened().draft().domains());

  /** One statement, so one round trip and one commit. $1 is the site, the rest are the drafts. */
  private static final String INSERT =
      """
      with draft as materialized (
        %s
      ), locked as materialized (
        -- Comments, then authors, then articles, each by id: the order of everyone who locks them.
        select id from comment where site_id = $1
          and id in (select unnest(ancestors) from draft where status = 1)
        order by id for no key update
      ), new_key as (
        insert into idempotency (site_id, key_hash, request_hash, comment_id)
        select $1, key_hash, request_hash, id from draft where key_hash is not null
        order by key_hash
      ), new_author as (
        insert into author (site_id, id, name, email, url, first_seen)
        select distinct on (author) $1, author, name, email, url, at
        from draft, (select count(*) from locked) as after_comments order by author, id
        -- An e-mail address is missing where its author had taken all their comments back.
        on conflict (site_id, id) do update
        set name = excluded.name, url = excluded.url, email = excluded.email
        where author.name <> excluded.name or author.url is distinct from excluded.url
          or author.email is distinct from excluded.email
        returning id
      ), new_comment as (
        insert into comment (site_id, id, article_id, parent_id, root_id, ancestors, author_id,
          author_name, author_url, status, shown, risk, blind, verdict, created_at, editable_until,
          address, token_hash, fingerprint, sketch, reason, notify, body, html)
        select $1, id, article, parent, root, ancestors, author, name, url, status,
          case when status = 1 then 1 else 0 end, coalesce(place, risk), place is not null, verdict,
          at, editable_until, address, token_hash, fingerprint, sketch, reason, notify, body, html
        from draft
      ), new_link as (
        insert into link (site_id, domain, comment_id)
        select $1, domain, id from draft, unnest(domains) as domain
      ), new_audit as (
        insert into audit (site_id, comment_id, published, language, risk, place, drawn_at)
        select $1, id, status = 1, language, risk, place, at from draft where place is not null
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
      from draft, (select count(*) from new_author) as after_authors
      group by article order by article
      on conflict (site_id, id) do update set
        shown_n = article.shown_n + excluded.shown_n,
        version = article.version + excluded.version,
        url = case when article.url = '' then excluded.url else article.url end,
        title = case when article.title = '' then excluded.title else article.title end
      where excluded.version > 0 or article.url = '' and excluded.url <> ''
        or article.title = '' and excluded.title <> ''
      returning id, version, shown_n, state
      """
          .formatted(DRAFT.select(2), LogRows.posted());

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
    Tuple drafts = DRAFT.addTo(Tuple.of(site), comments);
    return database
        .retrying(() -> database.pool().preparedQuery(INSERT).execute(drafts))
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

  private static @Nullable String address(NewComment comment) {
    Submission submission = comment.admitted().submission();
    return submission.site().settings().retention().stored(submission.address()).orElse(null);
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

  private static Article article(NewComment comment) {
    return comment.admitted().article();
  }

  private static Author author(NewComment comment) {
    return comment.admitted().author();
  }

  private static Text text(NewComment comment) {
    return comment.screened().draft().text();
  }

  /**
   * A comment that nobody has approved does not set the page's title, nor is a title set that would
   * not be published.
   */
  private static String articleTitle(NewComment comment) {
    Screened screened = comment.screened();
    boolean shown = screened.verdict() == Verdict.APPROVE;
    return shown && !screened.has(Reason.PAGE_TITLE)
        ? comment.admitted().newTitle().orElse("")
        : "";
  }
}
