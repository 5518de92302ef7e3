package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Moderator;
import dev.parley.site.Site;
import io.vertx.core.Future;
import java.util.Optional;

/** Hands out to people what is kept about them. That somebody got it stands in the log. */
public final class Accesses {
  private static final String A_PERSON = "a person's data";

  private final Database database;

  public Accesses(Database database) {
    this.database = database;
  }

  /**
   * The file about a person.
   *
   * @param by who asks for it; empty for a command, and for the person
   */
  public Future<AccessFile> of(Site site, Whom whom, Optional<Moderator> by) {
    return Person.find(database, site.id(), whom)
        .compose(person -> note(site, by).map(noted -> new AccessFile(site, person)));
  }

  /** The file about themselves of a reader, who has proven to be an author, and nothing else. */
  public Future<AccessFile> ofReader(Site site, Whom whom) {
    return Person.find(database, site.id(), whom)
        .compose(
            person ->
                note(site, Optional.empty())
                    .map(noted -> new AccessFile(site, person.byIdsAlone())));
  }

  /** Whose data it was stays out of the log, which is kept for longer than people are. */
  private Future<Void> note(Site site, Optional<Moderator> by) {
    return by.isPresent()
        ? Ledger.write(database.pool(), Administered.of(site.id(), by.get(), Kind.EXPORT, A_PERSON))
        : Ledger.write(database.pool(), new Operated(site.id(), Kind.EXPORT, A_PERSON));
  }
}
