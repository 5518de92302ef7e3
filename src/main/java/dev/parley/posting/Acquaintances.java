package dev.parley.posting;

import dev.parley.comment.Author;
import dev.parley.comment.Threads;
import dev.parley.database.Batches;
import dev.parley.database.Batches.Asked;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the database knows about submissions: everything that admission and history need, for
 * all submissions that arrive together in one statement. It belongs to one event loop.
 */
final class Acquaintances {
  /** How long after a post its network counts as the author's. */
  private static final Duration NETWORK_SPEAKS = Duration.ofDays(90);

  private static final int LARGEST_BATCH = 32;

  /** One row for each submission, in the order of the submissions. */
  private static final String STATEMENT =
      """
      select %s,
        parent.id as parent_id, parent.root_id as parent_root, parent.ancestors as parent_ancestors,
        parent.status as parent_status,
        author.first_seen, past.approved, past.rejected, past.comments,
        exists (
          select from (
            select id, status, address from comment
            where comment.site_id = asked.site and author_id = asked.author
            order by id desc limit 50) latest
          where id > $6 and status <> 4 and address && asked.network::inet) as from_here
      from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[])
        with ordinality as asked(site, article, parent, author, network, number)
      left join lateral (
        select * from article
        where article.site_id = asked.site and article.id = asked.article) article on true
      left join lateral (
        select id, root_id, ancestors, status from comment
        where comment.site_id = asked.site and comment.id = asked.parent
          and article_id = asked.article) parent on true
      left join lateral (
        select first_seen from author
        where author.site_id = asked.site and author.id = asked.author) author on true
      cross join lateral (%s) past
      order by asked.number
      """
          .formatted(
              Threads.ARTICLE,
              Acquaintance.pastOf("comment.site_id = asked.site and author_id = asked.author"));

  private final Database database;
  private final Clock clock;
  private final Batches<Question, Acquaintance> batches;

  private record Question(Submission submission, Author typed) {}

  Acquaintances(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.batches = database.batches(LARGEST_BATCH, this::answer);
  }

  /**
   * What the database knows about a submission.
   *
   * @param typed the author it is by if the typed name and address are true
   */
  Future<Acquaintance> of(Submission submission, Author typed) {
    return batches.of(new Question(submission, typed));
  }

  private Future<Void> answer(List<Asked<Question, Acquaintance>> batch) {
    List<Question> questions = batch.stream().map(Asked::question).toList();
    return database
        .retrying(() -> database.pool().preparedQuery(STATEMENT).execute(parameters(questions)))
        .map(
            rows -> {
              tell(batch, rows);
              return null;
            });
  }

  private static void tell(List<Asked<Question, Acquaintance>> batch, RowSet<Row> rows) {
    int number = 0;
    for (Row row : rows) {
      Asked<Question, Acquaintance> asked = batch.get(number++);
      asked.answer().tryComplete(Acquaintance.of(asked.question().submission(), row));
    }
  }

  private Tuple parameters(List<Question> questions) {
    return Tuple.of(
        column(questions, one -> one.submission().site().id(), Integer[]::new),
        column(questions, Acquaintances::article, UUID[]::new),
        column(questions, one -> one.submission().parentId().orElse(null), UUID[]::new),
        column(questions, one -> one.typed().id(), UUID[]::new),
        column(questions, Acquaintances::network, String[]::new),
        Ids.earliest(clock.instant().minus(NETWORK_SPEAKS)));
  }

  private static <T> Object column(
      List<Question> questions, Function<Question, @Nullable T> value, IntFunction<T[]> array) {
    return questions.stream().map(value).toArray(array);
  }

  private static UUID article(Question question) {
    Submission submission = question.submission();
    return Ids.article(submission.site().id(), submission.articleKey());
  }

  /** An author who types no e-mail address is identified by the network anyway. */
  private static @Nullable String network(Question question) {
    if (question.typed().email().isEmpty()) {
      return null;
    }
    return NetworkPrefix.around(question.submission().address())
        .map(NetworkPrefix::toString)
        .orElse(null);
  }
}
