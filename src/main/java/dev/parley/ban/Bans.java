package dev.parley.ban;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.Author;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.loop.Loop;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.text.Normalizer;
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

  /** A comment that waits for a moderator, as it is now. */
  public record Waiting(UUID id, int version) {}

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
        site, ban -> ban.coversSender(author, address) || ban.coversSender(claimed, address));
  }

  /** The ban of what somebody types, or of where they write from, whoever they are. */
  public Future<Optional<Ban>> ofTyped(int site, Author typed, String address) {
    return inForce(site, ban -> ban.coversTyped(typed, address));
  }

  /** The ban that keeps them from writing this. */
  public Future<Optional<Ban>> ofText(int site, Text text, Sender sender) {
    return inForce(site, ban -> ban.coversText(text, sender));
  }

  private Future<Optional<Ban>> inForce(int site, Predicate<Ban> covers) {
    Instant now = clock.instant();
    return of(site)
        .map(bans -> bans.stream().filter(ban -> ban.inForce(now)).filter(covers).findFirst());
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
        Ban.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("value"),
        Optional.ofNullable(row.getOffsetDateTime("until")).map(OffsetDateTime::toInstant),
        row.getString("reason"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /** How a value is written in the store; refused when it does not fit its kind. */
  public static String normalised(Ban.Kind kind, String value) {
    String lower =
        Normalizer.normalize(value.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return switch (kind) {
      case AUTHOR ->
          Ids.parse(lower)
              .map(UUID::toString)
              .orElseThrow(() -> Refusal.invalid("value", "Send the author's id"));
      case EMAIL -> {
        if (!lower.matches("[^\\s@*]+@[^\\s@*]+")) {
          throw Refusal.invalid(
              "value", "Send one person's e-mail address; to ban all of a domain, ban the domain");
        }
        yield lower;
      }
      case DOMAIN -> {
        if (!lower.matches("[\\p{L}0-9-]+(\\.[\\p{L}0-9-]+)+")) {
          throw Refusal.invalid("value", "Send a domain like example.com");
        }
        yield lower;
      }
      case IP ->
          NetworkPrefix.parse(lower)
              .map(NetworkPrefix::toString)
              .orElseThrow(
                  () -> Refusal.invalid("value", "Send an address or a network like 192.0.2.0/24"));
    };
  }

  /**
   * Bans, or changes the ban of the same value; {@link #changed} is called once that is committed.
   */
  public static Future<Ban> add(
      SqlConnection tx,
      int site,
      Ban.Kind kind,
      String value,
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
                kind.code(),
                value,
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

  /** How many comments of the last 90 days a ban would have kept out, among the latest 20,000. */
  public Future<Integer> matches(int site, Ban.Kind kind, String value) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select count(*)::int as n
            from (select * from comment where site_id = $1 and id > $3
                  order by id desc limit 20000) comment
            cross join lateral (
              select email from author
              where author.site_id = $1 and author.id = comment.author_id limit 1) author
            where %s
            """,
                condition(kind)))
        .execute(Tuple.of(site, value, Ids.earliest(clock.instant().minus(Duration.ofDays(90)))))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** Comments a ban would have kept out that wait for a moderator, at most {@code most}. */
  public static Future<List<Waiting>> waiting(
      SqlClient on, int site, Ban.Kind kind, String value, int most) {
    return on.preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select comment.id, comment.version
            from (select * from comment where site_id = $1 and status = 0
                  order by id desc limit 20000) comment
            cross join lateral (
              select email from author
              where author.site_id = $1 and author.id = comment.author_id limit 1) author
            where %s limit $3
            """,
                condition(kind)))
        .execute(Tuple.of(site, value, most))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Waiting(row.getUUID("id"), row.getInteger("version")))
                    .toList());
  }

  /** Whether a comment and its author are what a ban of {@code $2} is about. */
  private static String condition(Ban.Kind kind) {
    return switch (kind) {
      case AUTHOR -> "comment.author_id = $2::text::uuid";
      case EMAIL -> "author.email = $2::text";
      case DOMAIN ->
          "(author.email like '%@' || $2::text or author.email like '%.' || $2::text"
              + " or position($2::text in lower(comment.body)) > 0"
              + " or position($2::text in coalesce(lower(comment.author_url), '')) > 0)";
      case IP -> "comment.address <<= $2::text::inet";
    };
  }
}
