package dev.parley.rights;

import dev.parley.comment.Author;
import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A person on a site: the authors they are there, and what identifies them. An e-mail address is
 * the person's if they are the author it belongs to, or if nobody else on the site has given it;
 * who only typed somebody else's has no right to it.
 *
 * @param authors the ids of their authors; none when only an address is known
 * @param emails their addresses, in lower case
 * @param names as they wrote them, in all their comments
 * @param websites as they wrote them
 * @param addresses whole network addresses their comments came from, as far as they are still held
 */
record Person(
    int site,
    List<UUID> authors,
    List<String> emails,
    List<String> names,
    List<String> websites,
    List<String> addresses) {
  private static final int MOST_NAMES = 200;

  private static final String OF_AUTHOR =
      "select id, name, email, url from author where site_id = $1 and id = $2";

  /** An author whose address has been erased in the meantime still has the id made of it. */
  private static final String OF_EMAIL =
      """
      select id, name, email, url from author
      where site_id = $1 and (email = $2 or id = $3 and email is null)
      """;

  private static final String OTHERS =
      "select 1 from author where site_id = $1 and email = $2 and id <> $3 limit 1";

  /** What their comments say of them: a name may change from one to the next. */
  private static final String AS_WRITTEN =
      """
      select distinct author_name as name, author_url as url,
        case when masklen(address) = case family(address) when 4 then 32 else 128 end
          then host(address) end as address
      from comment where site_id = $1 and author_id = any($2) limit $3
      """;

  /** The person on a site; refused when an author is named who is not there. */
  static Future<Person> find(Database database, int site, Whom whom) {
    return whom.email().isPresent()
        ? ofEmail(database, site, whom.email().get())
        : ofAuthor(database, site, whom.author().orElseThrow());
  }

  private static Future<Person> ofEmail(Database database, int site, String email) {
    return database
        .pool()
        .preparedQuery(OF_EMAIL)
        .execute(Tuple.of(site, email, Author.idOf(site, email)))
        .compose(rows -> named(database, site, rows, Optional.of(email)));
  }

  private static Future<Person> ofAuthor(Database database, int site, UUID author) {
    return database
        .pool()
        .preparedQuery(OF_AUTHOR)
        .execute(Tuple.of(site, author))
        .compose(rows -> ofAuthor(database, site, rows));
  }

  private static Future<Person> ofAuthor(Database database, int site, RowSet<Row> rows) {
    Row row =
        rows.stream()
            .findFirst()
            .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such author"));
    Optional<String> email = Optional.ofNullable(row.getString("email"));
    return own(database, site, row.getUUID("id"), email)
        .compose(own -> named(database, site, rows, own));
  }

  private static Future<Optional<String>> own(
      Database database, int site, UUID author, Optional<String> email) {
    if (email.isEmpty() || author.equals(Author.idOf(site, email.get()))) {
      return Future.succeededFuture(email);
    }
    return database
        .pool()
        .preparedQuery(OTHERS)
        .execute(Tuple.of(site, email.get(), author))
        .map(others -> others.size() == 0 ? email : Optional.empty());
  }

  private static Future<Person> named(
      Database database, int site, RowSet<Row> authors, Optional<String> email) {
    List<UUID> ids = authors.stream().map(row -> row.getUUID("id")).toList();
    return database
        .pool()
        .preparedQuery(AS_WRITTEN)
        .execute(Tuple.of(site, ids.toArray(UUID[]::new), MOST_NAMES))
        .map(
            written ->
                new Person(
                    site,
                    ids,
                    email.stream().toList(),
                    values("name", List.of(authors, written)),
                    values("url", List.of(authors, written)),
                    values("address", List.of(written))));
  }

  private static List<String> values(String column, List<RowSet<Row>> rows) {
    return rows.stream()
        .flatMap(RowSet::stream)
        .map(row -> row.getString(column))
        .filter(Objects::nonNull)
        .filter(value -> !value.isBlank())
        .distinct()
        .toList();
  }

  /**
   * The same person by nothing but the ids of their authors. Whoever typed an address or a name
   * first has the author's id that belongs to it, which proves neither.
   */
  Person byIdsAlone() {
    return new Person(site, authors, List.of(), List.of(), List.of(), List.of());
  }

  /** Their authors' ids, for a parameter. */
  UUID[] ids() {
    return authors.toArray(UUID[]::new);
  }

  /**
   * Every author's id that can be made of what is known of them: whoever knows an address can make
   * the id of the author it belongs to.
   */
  List<UUID> knownIds() {
    List<UUID> all = new ArrayList<>(authors);
    emails.stream().map(email -> Author.idOf(site, email)).forEach(all::add);
    return all.stream().distinct().toList();
  }
}
