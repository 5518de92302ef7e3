package dev.parley.rights;

import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.rights.ErasureReport.Kept;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The routes by which a person's rights are kept: administrators', and those of readers who prove
 * by the edit token of their first comment which author they are. They belong to one event loop.
 */
public final class RightsRoutes {
  private final Access access;
  private final Sites sites;
  private final ProvenAuthors proven;
  private final Erasure erasure;
  private final Consumer<Integer> bansChanged;

  /**
   * @param bansChanged is told of a site whose bans may have changed
   */
  public RightsRoutes(
      Access access,
      Sites sites,
      ProvenAuthors proven,
      Erasure erasure,
      Consumer<Integer> bansChanged) {
    this.access = access;
    this.sites = sites;
    this.proven = proven;
    this.erasure = erasure;
    this.bansChanged = bansChanged;
  }

  public void mount(Router router) {
    router.post("/api/v1/sites/:site/erasures").handler(Answers.json(this::erase));
    router.post("/api/v1/sites/:site/comments/:id/erasure").handler(Answers.json(this::eraseOwn));
  }

  private Future<JsonObject> erase(RoutingContext context) {
    return access.administratorOnSite(context).compose(on -> erase(on, Fields.ofBody(context)));
  }

  private Future<JsonObject> erase(OnSite on, Fields fields) {
    boolean keepText = fields.flag("keepText", false);
    boolean dryRun = fields.flag("dryRun", false);
    return erased(
        new ErasureRequest(
            on.site(), Whom.of(fields), keepText, dryRun, Optional.of(on.moderator()), false));
  }

  private Future<JsonObject> eraseOwn(RoutingContext context) {
    UUID comment = Parameters.id(context, "id");
    Fields fields = Fields.ofBody(context);
    boolean keepText = fields.flag("keepText", false);
    boolean dryRun = fields.flag("dryRun", false);
    fields.checkAll();
    return sites
        .get(context.pathParam("site"))
        .compose(site -> eraseOwn(context, site, comment, keepText, dryRun));
  }

  private Future<JsonObject> eraseOwn(
      RoutingContext context, Site site, UUID comment, boolean keepText, boolean dryRun) {
    return proven
        .of(context, site, comment)
        .compose(
            author ->
                erased(new ErasureRequest(site, author, keepText, dryRun, Optional.empty(), true)));
  }

  private Future<JsonObject> erased(ErasureRequest request) {
    return erasure
        .erase(request)
        .map(
            report -> {
              bansChanged.accept(request.site().id());
              return json(report);
            });
  }

  private static JsonObject json(ErasureReport report) {
    JsonArray kept = new JsonArray();
    report.kept().forEach(one -> kept.add(json(one)));
    return new JsonObject().put("comments", report.comments()).put("kept", kept);
  }

  private static JsonObject json(Kept kept) {
    return new JsonObject().put("what", kept.what()).put("why", kept.why());
  }
}
