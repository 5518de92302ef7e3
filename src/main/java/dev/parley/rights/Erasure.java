package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.database.PlannerStatistics;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.mail.StoppedAddresses;
import dev.parley.publish.Announcer.Changes;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Erases a person from a site, in many small transactions. What finds them again goes last, so an
 * erasure that was cut off is completed by asking again. Safe for several threads.
 */
public final class Erasure {
  /** Tables whose statistics would go on quoting what is gone. */
  private static final List<String> ANALYSED =
      List.of("author", "comment", "decision", "imported", "webhook_delivery");

  private static final List<String> OF_AUTHORS =
      List.of(
          "update decision set author_id = null, reason = null"
              + " where site_id = $1 and author_id = any($2) and comment_id is null",
          "update purge set value = '' where site_id = $1 and kind = 'author'"
              + " and value = any(array(select one::text from unnest($2::uuid[]) as one))",
          "delete from author where site_id = $1 and id = any($2)");

  /** A reader who gets mail has the id of the author whom the address belongs to. */
  private static final List<String> OF_READERS =
      List.of(
          "delete from notice where site_id = $1 and subscriber_id = any($2)",
          "delete from subscription where site_id = $1 and subscriber_id = any($2)",
          "delete from mail where site_id = $1 and recipient = any($2)",
          "delete from subscriber where site_id = $1 and id = any($2)");

  /** Whether an address is still that of somebody on another site. */
  private static final String ELSEWHERE =
      """
      select exists (select from site join author on author.site_id = site.id and email = $1) as there
      """;

  /** A label teaches from a text that is kept, without who wrote it; else it goes. */
  private static final String LABELS =
      "delete from label where site_id = $1 and author_id = any($2)";

  private static final String NAMELESS_LABELS =
      "update label set author_id = null, author_name = '', author_url = null"
          + " where site_id = $1 and author_id = any($2)";

  /** An address is its owner's, whoever else typed it. */
  private static final String ADDRESS =
      "update author set email = null where site_id = $1 and email = any($2)";

  /** So are the notices somebody has given under it, which are reports as well. */
  private static final String NOTICES =
      """
      with gone as (
        update content_notice set name = null, email = null, explanation = ''
        where site_id = $1 and email = any($2) returning comment_id, report_id
      )
      update report set detail = null from gone
      where report.site_id = $1 and report.comment_id = gone.comment_id
        and report.id = gone.report_id
      """;

  /** All examples are new to the next round: it is due, and does not know the person any more. */
  private static final String ROUND =
      "update house_round set decisions = 0, seen_id = null, heard_at = null where site_id = $1";

  private final Database database;
  private final ErasedComments comments;
  private final WordsOfOthers words;
  private final BansOfPerson bans;
  private final WhatStays whatStays;
  private final StoppedAddresses stopped;

  /**
   * @param secret the service's own
   * @param announced is told of what looks different, once it is committed
   */
  public Erasure(Database database, Clock clock, byte[] secret, Consumer<Changes> announced) {
    this.database = database;
    this.comments = new ErasedComments(database, clock, announced);
    this.words = new WordsOfOthers(database);
    this.bans = new BansOfPerson(database);
    this.whatStays = new WhatStays(database);
    this.stopped = new StoppedAddresses(database, clock, secret);
  }

  /** Erases; refused when there is no such author. */
  public Future<ErasureReport> erase(ErasureRequest request) {
    return Person.find(database, request.site().id(), request.whom())
        .compose(
            person ->
                whatStays
                    .of(request, person)
                    .compose(
                        kept ->
                            count(request, person)
                                .map(comments -> new ErasureReport(comments, kept))));
  }

  private Future<Integer> count(ErasureRequest request, Person person) {
    return request.dryRun() ? comments.count(person) : erase(request, person);
  }

  private Future<Integer> erase(ErasureRequest request, Person person) {
    int site = request.site().id();
    return Nobody.provide(database, site)
        .compose(provided -> bans.forget(person, request.own()))
        .compose(unbanned -> words.forget(person))
        .compose(unmentioned -> comments.erase(request, person))
        .compose(
            erased ->
                database
                    .transactionOnce(tx -> last(tx, request, person, erased))
                    .compose(gone -> stopped(person))
                    .compose(gone -> new PlannerStatistics(database).renew(ANALYSED))
                    .map(erased));
  }

  private Future<Void> stopped(Person person) {
    Future<Void> done = Future.succeededFuture();
    for (String email : person.emails()) {
      done =
          done.compose(before -> database.pool().preparedQuery(ELSEWHERE).execute(Tuple.of(email)))
              .compose(
                  rows ->
                      rows.iterator().next().getBoolean("there")
                          ? Future.succeededFuture()
                          : stopped.lift(email).mapEmpty());
    }
    return done;
  }

  private static Future<Void> last(
      SqlConnection tx, ErasureRequest request, Person person, int erased) {
    Tuple authors = Tuple.of(person.site(), (Object) person.ids());
    // Programs name people of whom there is no author here, by the id their address makes.
    Tuple readers = Tuple.of(person.site(), (Object) person.knownIds().toArray(UUID[]::new));
    Future<Void> done =
        run(tx, request.keepText() ? NAMELESS_LABELS : LABELS, readers)
            .compose(labels -> run(tx, ROUND, Tuple.of(person.site())));
    for (String statement : OF_READERS) {
      done = done.compose(before -> run(tx, statement, readers));
    }
    for (String statement : OF_AUTHORS) {
      done = done.compose(before -> run(tx, statement, authors));
    }
    Tuple addresses = Tuple.of(person.site(), (Object) person.emails().toArray(String[]::new));
    return done.compose(before -> run(tx, ADDRESS, addresses))
        .compose(forgotten -> run(tx, NOTICES, addresses))
        .compose(forgotten -> log(tx, request, erased));
  }

  private static Future<Void> run(SqlConnection tx, String statement, Tuple parameters) {
    return tx.preparedQuery(statement).execute(parameters).mapEmpty();
  }

  /** That a person was erased, not who. */
  private static Future<Void> log(SqlConnection tx, ErasureRequest request, int erased) {
    int site = request.site().id();
    String note =
        (erased == 1 ? "1 comment" : erased + " comments")
            + (request.keepText() ? ", published texts kept" : "")
            + (request.own() ? ", by their author" : "");
    return request
        .by()
        .map(moderator -> Ledger.write(tx, Administered.of(site, moderator, Kind.ERASURE, note)))
        .orElseGet(() -> Ledger.write(tx, new Operated(site, Kind.ERASURE, note)));
  }
}
