package dev.parley.sitemodel;

import dev.parley.database.Database;
import dev.parley.learning.TrainingRun;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** How far each site has learnt, and which node is at it. */
final class TrainingRunStore {
  /** A node that has not finished by then has died. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Database database;

  TrainingRunStore(Database database) {
    this.database = database;
  }

  /**
   * How far a site has learnt.
   *
   * @param before decisions the last round knew of; 0 before the first
   * @param since decisions and labels after it
   */
  record Progress(int before, int since) {}

  Future<Progress> progress(int site) {
    return database
        .pool()
        .preparedQuery("select decisions, seen_id, heard_at from house_round where site_id = $1")
        .execute(Tuple.of(site))
        .compose(
            rows -> {
              Optional<Row> round = rows.stream().findFirst();
              Mark mark = round.map(Mark::of).orElse(Mark.START);
              int before = round.map(row -> row.getInteger("decisions")).orElse(0);
              return since(site, mark).map(since -> new Progress(before, since));
            });
  }

  private Future<Integer> since(int site, Mark mark) {
    return database
        .pool()
        .preparedQuery(
            """
            select ((select count(*) from (
                select 1 from decision
                where site_id = $1 and id > $2 and moderator_id is not null
                  and comment_id is not null limit $4) latest)
              + (select count(*) from (
                select 1 from label where site_id = $1 and heard_at > $3 limit $4) latest)
              )::int as n
            """)
        .execute(Tuple.of(site, mark.seen(), mark.heard(), TrainingRun.MOST_LESSONS))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /**
   * Up to where decisions and labels are known; to be asked for before they are read. What is
   * written meanwhile may be read and is counted as new all the same. A decision that was begun
   * before the mark and is committed after it is not counted; it is learnt from in the next round
   * like all others, which the count only calls for.
   *
   * @param seen the latest decision
   * @param heard when the latest label came
   */
  record Mark(UUID seen, OffsetDateTime heard) {
    static final Mark START = new Mark(new UUID(0, 0), Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private static Mark of(Row row) {
      return new Mark(
          Optional.ofNullable(row.getUUID("seen_id")).orElse(START.seen()),
          Optional.ofNullable(row.getOffsetDateTime("heard_at")).orElse(START.heard()));
    }
  }

  Future<Mark> mark(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            select (select id from decision where site_id = $1 and moderator_id is not null
                order by id desc limit 1) as seen_id,
              (select max(heard_at) from label where site_id = $1) as heard_at
            """)
        .execute(Tuple.of(site))
        .map(rows -> Mark.of(rows.iterator().next()));
  }

  /** Takes the site for one round; false when another node has it. */
  Future<Boolean> lease(int site, Instant now) {
    return database
        .pool()
        .preparedQuery(
            """
            insert into house_round (site_id, leased_until) values ($1, $3)
            on conflict (site_id) do update set leased_until = excluded.leased_until
            where house_round.leased_until < $2
            """)
        .execute(Tuple.of(site, time(now), time(now.plus(LEASE))))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Ends a round that knew of so many decisions, up to a mark at least. */
  Future<Void> finish(int site, int decisions, Mark mark) {
    return database
        .pool()
        .preparedQuery(
            """
            update house_round
            set decisions = $2, seen_id = $3, heard_at = $4, leased_until = 'epoch'
            where site_id = $1
            """)
        .execute(Tuple.of(site, decisions, mark.seen(), mark.heard()))
        .mapEmpty();
  }

  /**
   * Forgets labels. Twice what is learnt from stays, so that what is undone leaves no gap; what
   * goes first is the oldest of the origin that has said most.
   */
  Future<Void> forget(int site) {
    return database
        .pool()
        .preparedQuery(
            """
            delete from label where site_id = $1 and (attribute, key) in (
              select attribute, key
              from (select attribute, key, created_at, row_number() over (
                  partition by origin order by created_at desc, attribute desc, key desc) as turn
                from label where site_id = $1) ranked
              order by turn, created_at desc, attribute desc, key desc offset $2)
            """)
        .execute(Tuple.of(site, 2 * TrainingRun.MOST_LESSONS))
        .mapEmpty();
  }

  /** Ends a round that came to nothing. */
  Future<Void> release(int site) {
    return database
        .pool()
        .preparedQuery("update house_round set leased_until = 'epoch' where site_id = $1")
        .execute(Tuple.of(site))
        .mapEmpty();
  }

  /** What is settled on a site, with where it draws the line. */
  Future<SiteSettings> settings(int site) {
    return database
        .pool()
        .preparedQuery("select settings from site where id = $1")
        .execute(Tuple.of(site))
        .map(rows -> SiteSettings.of((JsonObject) rows.iterator().next().getValue("settings")));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
