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

/** How far each site's training has come, and the lease of the node that trains it. */
final class TrainingRunStore {
  /** A node that has not finished after this time has died. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Database database;

  TrainingRunStore(Database database) {
    this.database = database;
  }

  /**
   * How far a site's training has come.
   *
   * @param before examples of the last run; 0 before the first
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
              Optional<Row> run = rows.stream().findFirst();
              Mark mark = run.map(Mark::of).orElse(Mark.START);
              int before = run.map(row -> row.getInteger("decisions")).orElse(0);
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
        .execute(Tuple.of(site, mark.seen(), mark.heard(), TrainingRun.MOST_EXAMPLES))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /**
   * The point up to which decisions and labels are known. Take it before reading them: what is
   * written in between counts as new, even if the run has read it. A decision that began before the
   * mark and is committed after it does not count as new; the next run learns from it all the same,
   * because the count only decides when that run starts.
   *
   * @param seen the id of the latest decision
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

  /** Leases a site for one run. Answers false when another node has the lease. */
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

  /** Ends a run that had so many examples, at least all up to a mark. */
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
   * Deletes old labels. It keeps twice as many as a run uses, so that undone decisions leave no
   * gap. The oldest labels of the origin with the most labels go first.
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
        .execute(Tuple.of(site, 2 * TrainingRun.MOST_EXAMPLES))
        .mapEmpty();
  }

  /** Ends a run that failed. */
  Future<Void> release(int site) {
    return database
        .pool()
        .preparedQuery("update house_round set leased_until = 'epoch' where site_id = $1")
        .execute(Tuple.of(site))
        .mapEmpty();
  }

  /** The settings of a site, as they are now. */
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
