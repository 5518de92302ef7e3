package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.rights.ErasureReport.Kept;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What stays when a person is erased, and why, in words for whoever asks. */
final class WhatStays {
  private static final String FOUND =
      """
      select
        exists (select from comment where site_id = $1 and author_id = any($2)
          and (reply_n > 0 or shown = 2)) as answered,
        exists (select from imported where site_id = $1) as imported,
        exists (select from house_model where site_id = $1) as learnt,
        exists (select from moderator where removed_at is null and lower(email) = any($3))
          as moderates,
        exists (select from author where site_id = $1 and email = any($3) and id <> all($2))
          as shared
      """;

  private final Database database;

  WhatStays(Database database) {
    this.database = database;
  }

  Future<List<Kept>> of(ErasureRequest request, Person person) {
    return new BansOfPerson(database)
        .any(person)
        .compose(
            banned ->
                database
                    .pool()
                    .preparedQuery(FOUND)
                    .execute(
                        Tuple.of(
                            person.site(), person.ids(), person.emails().toArray(String[]::new)))
                    .map(rows -> kept(request, banned, rows.iterator().next())));
  }

  private static List<Kept> kept(ErasureRequest request, boolean banned, Row row) {
    List<Kept> kept = new ArrayList<>();
    if (request.keepText()) {
      kept.add(
          new Kept(
              "Published texts",
              "You asked for it. They stand without their author; what a text tells of its author"
                  + " stays in it, but for the e-mail address and the website."));
    }
    if (row.getBoolean("answered")) {
      kept.add(
          new Kept(
              "Empty places in threads", "Others have replied; without them nobody could follow."));
    }
    kept.add(
        new Kept(
            "What others wrote in their comments",
            "It is theirs, also where it quotes or names the person."));
    kept.add(
        new Kept(
            "That and when something was decided, and by whom",
            "Moderators answer for their decisions. Neither text nor author stays beside them."));
    kept.add(
        new Kept(
            "Votes and reports the person gave",
            "They are counted under a keyed hash of a network address, which leads to nobody."));
    if (row.getBoolean("shared")) {
      kept.add(
          new Kept(
              "Comments of others who gave the same e-mail address",
              "Nothing proves that they are the same person. The address goes from them."
                  + " Erase by the address instead to erase them too."));
    }
    if (banned && request.own()) {
      kept.add(
          new Kept(
              "The ban",
              "Nobody ends a ban by erasing themselves. It holds no address, only its hash;"
                  + " an administrator can lift it."));
    }
    if (row.getBoolean("imported")) {
      kept.add(
          new Kept(
              "The numbers of comments in imported archives",
              "Without them, the next import of the same archive would bring the comments back."));
    }
    if (row.getBoolean("learnt")) {
      kept.add(
          new Kept(
              "The site's model until its next round",
              "It holds weights, no texts. The next round is due and learns without the person."));
    }
    if (row.getBoolean("moderates")) {
      kept.add(
          new Kept(
              "A moderator's account with this address", "It is removed on the page of people."));
    }
    kept.add(
        new Kept(
            "Backups", "Whoever keeps them lets them expire, or erases again after a restore."));
    return kept;
  }
}
