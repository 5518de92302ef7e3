package dev.parley.rights;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/**
 * Takes mentions of a person out of what moderators, reporters and programs have written: notes,
 * reasons, reports, answers. Comments of other people are theirs, and stay as they are.
 */
final class WordsOfOthers {
  /** The rows that one transaction changes. */
  private static final int BATCH = 500;

  /** One kind of text: the table, the condition of the index it is found by, the columns. */
  private record Place(String table, String where, List<String> columns) {
    /** $1 is the site, $2 and $3 are {@link Mentions}, $4 is how many. */
    String statement() {
      String set =
          String.join(
              ", ", columns.stream().map(name -> name + " = " + Mentions.without(name)).toList());
      String found = String.join(" or ", columns.stream().map(Mentions::in).toList());
      return String.format(
          Locale.ROOT,
          """
          update %1$s set %2$s where site_id = $1 and ctid = any(array(
            select ctid from %1$s where site_id = $1 and (%3$s) and (%4$s) limit $4))
          """,
          table,
          set,
          where,
          found);
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("note", "true", List.of("text")),
          new Place(
              "decision",
              "note is not null or comment_id is null and reason is not null",
              List.of("note", "reason")),
          new Place("appeal", "true", List.of("text", "sentence")),
          new Place("content_notice", "true", List.of("explanation")),
          new Place("purge", "reason is not null", List.of("reason")),
          new Place("report", "detail is not null", List.of("detail")),
          new Place("ban", "true", List.of("reason")),
          new Place("ban_proposal", "true", List.of("reason")),
          new Place("policy_change", "why is not null", List.of("why")),
          new Place("webhook_delivery", "answer is not null", List.of("answer")));

  /** Reports of imports hold examples; an address in one is a value, never a name of JSON. */
  private static final String IMPORTS =
      """
      update import set report = regexp_replace(report::text, $2, '%s', 'gi')::jsonb
      where site_id = $1 and report::text ~* $2
      """
          .formatted(Mentions.GONE);

  /** Whoever typed the address without proof was said to claim to be this person, by name. */
  private static final String CLAIMS =
      """
      update screening set signals = (
        select coalesce(jsonb_agg(
          case when signal ->> 'message' is null then signal
          else jsonb_set(signal, '{message}', to_jsonb(%s)) end order by place), '[]')
        from jsonb_array_elements(signals) with ordinality as listed(signal, place))
      where site_id = $1 and comment_id = any(array(
          select comment.id from comment join author on author.site_id = $1
            and author.id = comment.author_id and author.email = any($4)
          where comment.site_id = $1 and comment.author_id = any(array(
            select id from author where site_id = $1 and email = any($4)))))
        and %s
      """
          .formatted(Mentions.without("signal ->> 'message'"), Mentions.in("signals::text"));

  private final Database database;

  WordsOfOthers(Database database) {
    this.database = database;
  }

  /** Takes the mentions out. Doing it twice is harmless. */
  Future<Void> forget(Person person) {
    Mentions mentions = Mentions.of(person);
    Future<Void> done = Future.succeededFuture();
    for (Place place : PLACES) {
      done = done.compose(before -> forget(person.site(), mentions, place.statement()));
    }
    return done.compose(
            before -> run(IMPORTS, Tuple.of(person.site(), mentions.exact())).mapEmpty())
        .compose(before -> claims(person, mentions));
  }

  private Future<Void> forget(int site, Mentions mentions, String statement) {
    return run(statement, Tuple.of(site, mentions.exact(), mentions.names(), BATCH))
        .compose(
            changed ->
                changed < BATCH ? Future.succeededFuture() : forget(site, mentions, statement));
  }

  private Future<Void> claims(Person person, Mentions mentions) {
    return person.emails().isEmpty()
        ? Future.succeededFuture()
        : run(
                CLAIMS,
                Tuple.of(
                    person.site(),
                    mentions.exact(),
                    mentions.names(),
                    person.emails().toArray(String[]::new)))
            .mapEmpty();
  }

  private Future<Integer> run(String statement, Tuple parameters) {
    return database.retrying(
        () ->
            database
                .pool()
                .preparedQuery(statement)
                .execute(parameters)
                .map(rows -> rows.rowCount()));
  }
}
