package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.http.Parameters;
import dev.parley.posting.OwnComment;
import dev.parley.posting.PostingRoutes;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Readers who prove which author they are, by the edit token of that author's first comment on the
 * site. An address that somebody types in the author's network makes them that author; only the
 * first comment was certainly written by whom all others belong to. It belongs to one event loop.
 */
public final class ProvenAuthors {
  private final Database database;
  private final PostingRoutes posting;

  public ProvenAuthors(Database database, PostingRoutes posting) {
    this.database = database;
    this.posting = posting;
  }

  /** The author whom a request proves; refused without the token of their first comment. */
  Future<Whom> of(RoutingContext context, Site site, UUID comment) {
    posting.takeFeedback(context, site);
    return posting
        .own(site, comment, Parameters.bearer(context).orElse(""))
        .map(OwnComment::authorId)
        .compose(
            author ->
                isFirst(site.id(), author, comment)
                    .map(first -> first ? Whom.author(author) : refused()));
  }

  private static Whom refused() {
    throw new Refusal(
        Problem.FORBIDDEN,
        "This proves one comment. Ask with the edit token of your first comment here, or ask the"
            + " publisher.");
  }

  private Future<Boolean> isFirst(int site, UUID author, UUID comment) {
    return database
        .pool()
        .preparedQuery(
            """
            select id from comment where site_id = $1 and author_id = $2
            order by site_id, author_id, id limit 1
            """)
        .execute(Tuple.of(site, author))
        .map(rows -> rows.stream().anyMatch(row -> row.getUUID("id").equals(comment)));
  }
}
