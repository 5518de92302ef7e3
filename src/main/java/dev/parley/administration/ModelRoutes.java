package dev.parley.administration;

import dev.parley.http.Answers;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.sitemodel.SiteModels;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The routes of a site's models: their versions, and the choice of a champion. */
public final class ModelRoutes {
  private final Access access;
  private final Optional<SiteModels> siteModels;

  public ModelRoutes(Access access, Optional<SiteModels> siteModels) {
    this.access = access;
    this.siteModels = siteModels;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/models").handler(Answers.json(this::models));
    router.post("/api/v1/sites/:site/models/:version/champion").handler(Answers.json(this::choose));
  }

  private Future<JsonObject> models(RoutingContext context) {
    return access.onSite(context).compose(on -> list(on.site()));
  }

  private Future<JsonObject> list(Site site) {
    return siteModels().models(site.id()).map(all -> new JsonObject().put("models", all));
  }

  private Future<JsonObject> choose(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(on -> choose(on.site(), version(context), on.moderator()));
  }

  private Future<JsonObject> choose(Site site, int version, Moderator administrator) {
    return siteModels()
        .choose(
            site.id(),
            version,
            (tx, succession) ->
                Ledger.write(
                    tx, Administered.of(site.id(), administrator, Kind.MODEL, succession.words())))
        .compose(before -> list(site));
  }

  private SiteModels siteModels() {
    return siteModels.orElseThrow(
        () ->
            new Refusal(
                Problem.UNAVAILABLE,
                "The models that come with Parley could not be loaded; the log says why"));
  }

  private static int version(RoutingContext context) {
    String text = String.valueOf(context.pathParam("version"));
    if (!text.matches("[0-9]{1,9}")) {
      throw new Refusal(Problem.NOT_FOUND, "This site has no model of that version");
    }
    return Integer.parseInt(text);
  }
}
