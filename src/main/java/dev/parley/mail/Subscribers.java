package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.mail.Subscriber.FollowedPage;
import dev.parley.mail.Subscriber.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What readers decide about their own mail. Safe for several threads. */
final class Subscribers {
  private static final int MOST_PAGES = 100;

  private final Database database;
  private final Clock clock;

  Subscribers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The reader a link names; empty when they are forgotten. */
  Future<Optional<Subscriber>> of(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            "select email, language, pace from subscriber where site_id = $1 and id = $2")
        .execute(Tuple.of(site, id))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : pages(site, id)
                        .map(
                            pages ->
                                Optional.of(subscriber(site, id, rows.iterator().next(), pages))));
  }

  private static Subscriber subscriber(int site, UUID id, Row row, List<FollowedPage> pages) {
    return new Subscriber(
        site,
        id,
        row.getString("email"),
        MailWords.of(row.getString("language")),
        Pace.ofCode(row.getString("pace")).orElse(Pace.NEVER),
        pages);
  }

  private Future<List<FollowedPage>> pages(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            """
            select article.id, coalesce(nullif(title, ''), nullif(url, ''), key) as title, followed.active
            from (
              select article_id, bool_or(state = 'active') as active
              from subscription where site_id = $1 and subscriber_id = $2 and state <> 'asked'
              group by article_id order by article_id limit $3) followed
            join article on article.site_id = $1 and article.id = followed.article_id
            order by title, article.id
            """)
        .execute(Tuple.of(site, id, MOST_PAGES))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new FollowedPage(
                                row.getUUID("id"),
                                row.getString("title"),
                                row.getBoolean("active")))
                    .toList());
  }

  /**
   * The owner of the address says that it was they who asked: all that was asked for begins, with
   * what they have missed meanwhile. Answers whether the reader is known.
   */
  Future<Boolean> confirm(int site, UUID id) {
    return database.transaction(
        tx ->
            tx.preparedQuery(
                    """
                    update subscriber set confirmed_at = coalesce(confirmed_at, $3), asked_n = 0,
                      pace = case when pace = 'never' then 'immediate' else pace end
                    where site_id = $1 and id = $2
                    """)
                .execute(Tuple.of(site, id, MailQueue.time(clock.instant())))
                .compose(
                    known ->
                        known.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : begin(tx, site, id).map(true)));
  }

  private Future<Void> begin(SqlConnection tx, int site, UUID id) {
    return tx.preparedQuery(
            """
            update subscription set state = 'active'
            where site_id = $1 and subscriber_id = $2 and state = 'asked'
            """)
        .execute(Tuple.of(site, id))
        .compose(begun -> ReplyNotices.noteMissed(tx, site, id, clock.instant()));
  }

  /** Sets how often, and for which pages. */
  Future<Void> choose(int site, UUID id, Pace pace, Collection<UUID> pages) {
    return database.transaction(
        tx ->
            tx.preparedQuery("update subscriber set pace = $3 where site_id = $1 and id = $2")
                .execute(Tuple.of(site, id, pace.code()))
                .compose(
                    set ->
                        tx.preparedQuery(
                                """
                                update subscription
                                set state = case when article_id = any($3) then 'active' else 'ended' end
                                where site_id = $1 and subscriber_id = $2 and state <> 'asked'
                                """)
                            .execute(Tuple.of(site, id, (Object) pages.toArray(UUID[]::new))))
                .mapEmpty());
  }

  /** Stops all mail to a reader. */
  Future<Void> stop(int site, UUID id) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        "update subscriber set pace = 'never' where site_id = $1 and id = $2")
                    .execute(Tuple.of(site, id)))
        .mapEmpty();
  }
}
