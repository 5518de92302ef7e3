package dev.parley.ban;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.Author;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.loop.Loop;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The bans of each site. Kept for a few seconds, for every comment asks. Safe for several threads.
 */
public final class Bans {
  private final Database database;
  private final Clock clock;
  private final AsyncCache<Integer, List<Ban>> bySite =
      Caffeine.newBuilder()
          .maximumSize(10_000)
          .expireAfterWrite(Duration.ofSeconds(5))
          .executor(Runnable::run)
          .buildAsync();

  public Bans(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The ban that keeps this author from writing at all, if there is one. A ban of the author an
   * address belongs to keeps out all who give it: it is not lifted by giving no proof.
   */
  public Future<Optional<Ban>> ofSender(int site, Author author, String address) {
    UUID owner = author.email().map(known -> Author.idOf(site, known)).orElse(author.id());
    Author claimed = new Author(owner, author.name(), author.email(), author.url());
    return inForce(
        site,
        target -> target.coversSender(author, address) || target.coversSender(claimed, address));
  }

  /** The ban of what somebody types, or of where they write from, whoever they are. */
  public Future<Optional<Ban>> ofTyped(int site, Author typed, String address) {
    return inForce(site, target -> target.coversTyped(typed, address));
  }

  /** The ban that keeps them from writing this. */
  public Future<Optional<Ban>> ofText(int site, Text text, Sender sender) {
    return inForce(site, target -> target.coversText(text, sender));
  }

  private Future<Optional<Ban>> inForce(int site, Predicate<BanTarget> covers) {
    Instant now = clock.instant();
    return of(site)
        .map(
            bans ->
                bans.stream()
                    .filter(ban -> ban.inForce(now) && covers.test(ban.target()))
                    .findFirst());
  }

  /** All bans of a site, the latest first; those that have ended too. */
  public Future<List<Ban>> of(int site) {
    return Loop.here(
        bySite.get(site, (key, executor) -> read(key).toCompletionStage().toCompletableFuture()));
  }

  private Future<List<Ban>> read(int site) {
    return database.retrying(
        () ->
            database
                .pool()
                .preparedQuery(
                    """
                    select id, kind, value, until, reason, created_at
                    from ban where site_id = $1 order by id desc
                    """)
                .execute(Tuple.of(site))
                .map(rows -> rows.stream().map(Bans::ban).toList()));
  }

  private static Ban ban(Row row) {
    return new Ban(
        row.getUUID("id"),
        new BanTarget(
            Ban.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("value")),
        Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant),
        row.getString("reason"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /**
   * Bans, or changes the ban of the same value; {@link #changed} is called once that is committed.
   */
  public static Future<Ban> add(
      SqlConnection tx,
      int site,
      BanTarget target,
      Optional<Instant> until,
      String reason,
      UUID moderator) {
    return tx.preparedQuery(
            """
                        insert into ban (site_id, id, kind, value, until, reason, moderator_id)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (site_id, kind, value) do update
                        set until = excluded.until, reason = excluded.reason,
                            moderator_id = excluded.moderator_id
                        returning id, kind, value, until, reason, created_at
                        """)
        .execute(
            Tuple.of(
                site,
                Ids.next(),
                target.kind().code(),
                target.value(),
                until.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                reason,
                moderator))
        .map(rows -> ban(rows.iterator().next()));
  }

  /** The address an author has given, if any. */
  public Future<Optional<String>> emailOf(int site, UUID author) {
    return database
        .pool()
        .preparedQuery("select email from author where site_id = $1 and id = $2")
        .execute(Tuple.of(site, author))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("email")));
  }

  /** Reads a site's bans anew. */
  public void changed(int site) {
    bySite.synchronous().invalidate(site);
  }

  /** Lifts a ban; not found when there is none. */
  public static Future<Ban> remove(SqlConnection tx, int site, UUID id) {
    return tx.preparedQuery(
            """
            delete from ban where site_id = $1 and id = $2
            returning id, kind, value, until, reason, created_at
            """)
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such ban");
              }
              return ban(rows.iterator().next());
            });
  }
}
