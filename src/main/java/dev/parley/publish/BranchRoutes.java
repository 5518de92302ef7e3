package dev.parley.publish;

import dev.parley.comment.Branches;
import dev.parley.comment.ThreadJson;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/**
 * {@code GET /comments/{id}/branch}: the branch around a comment, for links to it, cached like
 * threads.
 */
public final class BranchRoutes {
  private final Vertx vertx;
  private final Sites sites;
  private final Branches branches;
  private final PageCache cache;

  /** What an answer depends on beside its site. */
  private record What(UUID focus) {}

  public BranchRoutes(Vertx vertx, Sites sites, Branches branches, PageCache cache) {
    this.vertx = vertx;
    this.sites = sites;
    this.branches = branches;
    this.cache = cache;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/comments/:id/branch").handler(Answers.handled(this::branch));
  }

  private Future<Void> branch(RoutingContext context) {
    UUID id = Parameters.id(context, "id");
    return sites
        .get(context.pathParam("site"))
        .compose(site -> cache.ofSite(site, new What(id), () -> page(site, id)))
        .compose(page -> page.send(context.request()));
  }

  private Future<Page> page(Site site, UUID focus) {
    return branches
        .around(site.id(), focus)
        .compose(
            branch ->
                vertx.executeBlocking(
                    () ->
                        Page.of(
                            ThreadRoutes.JSON,
                            String.valueOf(branch.article().version()),
                            ThreadJson.branch(branch, focus)),
                    false));
  }
}
