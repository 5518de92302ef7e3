package dev.parley.posting;

import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.comment.Transitions.Locked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import dev.parley.publish.Change;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What authors do to comments of their own: they change the text, or take it back. */
final class Editing {
  private final Database database;
  private final Admission admission;
  private final Reader reader;
  private final Bus bus;
  private final Clock clock;

  Editing(Database database, Admission admission, Reader reader, Bus bus, Clock clock) {
    this.database = database;
    this.admission = admission;
    this.reader = reader;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * Replaces the text, after screening it like a new one. The version rises, so that no moderator
   * approves what they have not seen.
   */
  Future<Status> edit(Site site, OwnComment own, String body, String address) {
    refuseLate(own);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return admission
        .admitEdit(submission(site, own, body, address), own)
        .compose(admitted -> reader.screen(admitted, own.id(), now))
        .compose(
            screened -> {
              // Named before the transaction: tried again after a commit nobody heard of, the
              // edit knows itself.
              UUID decision = Ids.next();
              return database.transaction(tx -> replace(tx, site, own, screened, decision, now));
            })
        .map(
            changed -> {
              publish(
                  site.id(),
                  own.id(),
                  changed.version(),
                  changed.status(),
                  "edited",
                  changed.touched());
              return changed.status();
            });
  }

  private record Changed(int version, Status status, List<Transitions.Touched> touched) {}

  private void refuseLate(OwnComment own) {
    boolean open = own.shownStatus() == Status.PENDING || own.status() == Status.APPROVED;
    if (!open || clock.instant().isAfter(own.editableUntil())) {
      throw new Refusal(
          Problem.EDIT_WINDOW_CLOSED,
          open ? "The time to edit this comment is over." : "This comment was decided about.");
    }
  }

  private static Submission submission(Site site, OwnComment own, String body, String address) {
    return new Submission(
        site,
        own.articleKey(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        own.name(),
        own.email(),
        own.url(),
        body,
        false,
        Optional.empty(),
        address,
        Optional.empty());
  }

  private Future<Changed> replace(
      SqlConnection tx, Site site, OwnComment own, Screened screened, UUID decision, Instant now) {
    return Transitions.lock(tx, site.id(), List.of(own.id()))
        .compose(
            locked -> {
              Locked before = locked.get(own.id());
              if (before == null || before.version() != own.version()) {
                return replacedBefore(tx, site.id(), own, decision);
              }
              Status after = after(before.status(), screened.verdict());
              return write(tx, site.id(), before, after, screened, decision, now)
                  .compose(written -> Transitions.count(tx, site.id(), List.of(before), after))
                  .map(touched -> new Changed(before.version() + 1, after, touched));
            });
  }

  /** Whether this very edit was committed already, and its answer lost. */
  private static Future<Changed> replacedBefore(
      SqlConnection tx, int site, OwnComment own, UUID decision) {
    return tx.preparedQuery("select to_status from decision where site_id = $1 and id = $2")
        .execute(Tuple.of(site, decision))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(
                    Problem.DECIDED_SINCE, "This comment has changed meanwhile. Load it again.");
              }
              Status after = Status.ofNumber(rows.iterator().next().getShort("to_status"));
              return Transitions.articles(tx, site, Set.of(own.articleId()))
                  .map(touched -> new Changed(own.version() + 1, after, touched));
            });
  }

  /** What waited goes on waiting: a clean new text does not answer the old doubt. */
  private static Status after(Status before, Verdict verdict) {
    return before == Status.APPROVED || verdict == Verdict.REJECT || verdict == Verdict.SPAM
        ? verdict.status()
        : before;
  }

  private static Future<Void> write(
      SqlConnection tx,
      int site,
      Locked before,
      Status after,
      Screened screened,
      UUID decision,
      Instant now) {
    int version = before.version() + 1;
    return tx.preparedQuery(
            """
            update comment set body = $3, html = $4, status = $5, version = $6, risk = $7,
              verdict = $8, fingerprint = $9, sketch = $10, edited_at = $11, reason = $12,
              decided = null, shown = %s
            where site_id = $1 and id = $2
            """
                .formatted(Transitions.shown("$5")))
        .execute(
            Tuple.of(site, before.id(), screened.draft().body(), screened.draft().html())
                .addValue(after.number())
                .addValue(version)
                .addValue((float) screened.risk())
                .addValue((short) screened.verdict().ordinal())
                .addValue(screened.draft().reading().fingerprint())
                .addValue(
                    screened
                        .draft()
                        .sketch()
                        .map(sketch -> Buffer.buffer(sketch.toBytes()))
                        .orElse(null))
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue(Statement.reason(screened).orElse(null)))
        .compose(
            updated ->
                tx.preparedQuery(
                        """
                        insert into screening (site_id, comment_id, version, verdict, language,
                          scores, signals, policy_version, model_version, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        """)
                    .execute(
                        Tuple.of(site, before.id(), version)
                            .addValue((short) screened.verdict().ordinal())
                            .addValue(screened.language())
                            .addValue(screened.scoresJson())
                            .addValue(screened.signalsJson())
                            .addValue(screened.policyVersion())
                            .addValue(screened.modelVersion())
                            .addValue(now.atOffset(ZoneOffset.UTC))))
        .compose(inserted -> link(tx, site, before.id(), screened.draft().domains()))
        .compose(
            linked ->
                log(
                    tx,
                    site,
                    decision,
                    before,
                    "edit",
                    after,
                    version,
                    screened.policyVersion(),
                    screened.modelVersion(),
                    now));
  }

  private static Future<Void> link(SqlConnection tx, int site, UUID id, List<String> domains) {
    return tx.preparedQuery("delete from link where site_id = $1 and comment_id = $2")
        .execute(Tuple.of(site, id))
        .compose(
            deleted ->
                domains.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : tx.preparedQuery(
                            """
                            insert into link (site_id, domain, comment_id)
                            select $1, domain, $2 from unnest($3::text[]) as domain
                            """)
                        .execute(Tuple.of(site, id, domains.toArray(String[]::new)))
                        .<Void>mapEmpty());
  }

  private static Future<Void> log(
      SqlConnection tx,
      int site,
      UUID decision,
      Locked before,
      String action,
      Status after,
      int version,
      String policyVersion,
      String modelVersion,
      Instant now) {
    return tx.preparedQuery(
            """
            insert into decision (site_id, id, comment_id, author_id, action, from_status,
              to_status, version, policy_version, model_version, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
        .execute(
            Tuple.of(site, decision, before.id(), before.authorId(), action)
                .addValue(before.status().number())
                .addValue(after.number())
                .addValue(version)
                .addValue(policyVersion)
                .addValue(modelVersion)
                .addValue(now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Takes a comment back: its text is gone at once; replies stay under a tombstone. */
  Future<Void> delete(Site site, OwnComment own) {
    if (own.status() == Status.DELETED) {
      return Future.succeededFuture();
    }
    Instant now = clock.instant();
    return database
        .transaction(
            tx ->
                Transitions.lock(tx, site.id(), List.of(own.id()))
                    .compose(
                        locked -> {
                          Locked before = locked.get(own.id());
                          // Deleted meanwhile, or by a commit whose answer was lost.
                          return before == null || before.status() == Status.DELETED
                              ? Future.succeededFuture(
                                  new Changed(
                                      before == null ? own.version() : before.version(),
                                      Status.DELETED,
                                      List.of()))
                              : erase(tx, site.id(), before, now)
                                  .map(
                                      touched ->
                                          new Changed(
                                              before.version() + 1, Status.DELETED, touched));
                        }))
        .map(
            erased -> {
              publish(
                  site.id(),
                  own.id(),
                  erased.version(),
                  Status.DELETED,
                  "delete",
                  erased.touched());
              return null;
            });
  }

  private static Future<List<Transitions.Touched>> erase(
      SqlConnection tx, int site, Locked before, Instant now) {
    return tx.preparedQuery(
            """
            update comment set status = 4, version = version + 1, body = '', html = '',
              author_name = '', author_url = null, address = null, report_n = 0, sketch = null,
              claimed_by = null, claimed_until = null, shown = %s
            where site_id = $1 and id = $2
            """
                .formatted(Transitions.shown("4")))
        .execute(Tuple.of(site, before.id()))
        .compose(
            // The signals quote the text.
            erased ->
                tx.preparedQuery("delete from screening where site_id = $1 and comment_id = $2")
                    .execute(Tuple.of(site, before.id())))
        .compose(erased -> link(tx, site, before.id(), List.of()))
        .compose(erased -> forgetAuthor(tx, site, before.authorId()))
        .compose(
            erased ->
                log(
                    tx,
                    site,
                    Ids.next(),
                    before,
                    "delete",
                    Status.DELETED,
                    before.version() + 1,
                    "",
                    "",
                    now))
        .compose(logged -> Transitions.count(tx, site, List.of(before), Status.DELETED));
  }

  /** Who has taken back all they wrote is nobody any more: name, e-mail and website go. */
  private static Future<Void> forgetAuthor(SqlConnection tx, int site, UUID author) {
    return tx.preparedQuery(
            """
            update author set name = '', email = null, url = null
            where site_id = $1 and id = $2 and not exists (
              select from comment
              where site_id = $1 and author_id = $2 and status <> 4)
            """)
        .execute(Tuple.of(site, author))
        .mapEmpty();
  }

  private void publish(
      int site,
      UUID id,
      int version,
      Status status,
      String action,
      List<Transitions.Touched> touched) {
    touched.forEach(
        article ->
            bus.publish(
                new Change(
                    site, article.article(), article.version(), article.count(), article.state())));
    boolean waits = status == Status.PENDING && action.equals("edited");
    bus.publish(
        new CaseEvent(
            site,
            waits ? "arrived" : "decided",
            new JsonObject()
                .put("case", id.toString())
                .put("version", version)
                .put("queue", status.code())
                .put("status", status.code())
                .put("action", action)
                .putNull("by")));
  }
}
