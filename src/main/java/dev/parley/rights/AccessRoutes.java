package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Downloads;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The routes by which people get what is kept about them: administrators hand it out, and readers
 * fetch their own. They belong to one event loop.
 */
public final class AccessRoutes {
  private final Access access;
  private final Sites sites;
  private final ProvenAuthors proven;
  private final Accesses accesses;
  private final Downloads downloads;
  private final Database database;

  public AccessRoutes(
      Access access, Sites sites, ProvenAuthors proven, Downloads downloads, Database database) {
    this.access = access;
    this.sites = sites;
    this.proven = proven;
    this.accesses = new Accesses(database);
    this.downloads = downloads;
    this.database = database;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/authors/:id/export").handler(Answers.handled(this::ofAuthor));
    router.get("/api/v1/sites/:site/comments/:id/export").handler(Answers.handled(this::own));
  }

  private Future<Void> ofAuthor(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(
            on ->
                send(
                    context,
                    on.site(),
                    () ->
                        accesses.of(
                            on.site(),
                            Whom.author(Parameters.id(context, "id")),
                            Optional.of(on.moderator()))));
  }

  private Future<Void> own(RoutingContext context) {
    UUID comment = Parameters.id(context, "id");
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                proven
                    .of(context, site, comment)
                    .compose(author -> send(context, site, () -> accesses.ofReader(site, author))));
  }

  private Future<Void> send(RoutingContext context, Site site, Supplier<Future<AccessFile>> file) {
    HttpServerResponse response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      return head(response, site).end();
    }
    return file.get()
        .compose(
            made ->
                downloads.begin(
                    context.vertx().getOrCreateContext(),
                    Future::succeededFuture,
                    () -> head(response, site).setChunked(true),
                    out -> made.write(database, out)));
  }

  private static HttpServerResponse head(HttpServerResponse response, Site site) {
    return response
        .putHeader("Content-Type", "application/zip")
        .putHeader(
            "Content-Disposition", "attachment; filename=\"" + site.slug() + "-personal-data.zip\"")
        .putHeader("Cache-Control", "private, no-store");
  }
}
