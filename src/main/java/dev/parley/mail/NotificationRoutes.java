package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.mail.NotificationWishes.Wish;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.SiteName;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/me/notifications}: what a moderator is told by mail; nothing is there without. */
public final class NotificationRoutes {
  private static final String NOTIFICATIONS = "/api/v1/me/notifications";
  private static final int WEEK = 7 * 24 * 60;

  private final Access access;
  private final NotificationWishes wishes;
  private final boolean mail;

  /**
   * @param mail whether there is a server that sends mail
   */
  public NotificationRoutes(Access access, Database database, boolean mail) {
    this.access = access;
    this.wishes = new NotificationWishes(database);
    this.mail = mail;
  }

  public void mount(Router router) {
    router.get(NOTIFICATIONS).handler(Answers.json(this::all));
    router.put(NOTIFICATIONS).handler(Answers.json(this::put));
  }

  private Future<Moderator> moderator(RoutingContext context) {
    return access
        .moderator(context)
        .map(
            known -> {
              if (!mail) {
                throw new Refusal(
                    Problem.NOT_FOUND, "This service sends no mail: mail.url is not set");
              }
              return known;
            });
  }

  private Future<JsonObject> all(RoutingContext context) {
    return moderator(context)
        .compose(
            known ->
                wishes
                    .of(known.id(), known.sites().stream().map(SiteName::id).toList())
                    .map(by -> all(known.sites(), by)));
  }

  private static JsonObject all(List<SiteName> sites, Map<Integer, Wish> by) {
    JsonArray all = new JsonArray();
    sites.forEach(site -> all.add(json(site, by.getOrDefault(site.id(), Wish.USUAL))));
    return new JsonObject().put("sites", all);
  }

  private static JsonObject json(SiteName site, Wish wish) {
    return new JsonObject()
        .put("site", site.slug())
        .put("name", site.name())
        .put("digest", wish.digest())
        .put("threats", wish.threats())
        .put("afterMinutes", wish.afterMinutes())
        .put("everyMinutes", wish.everyMinutes());
  }

  private Future<JsonObject> put(RoutingContext context) {
    return moderator(context).compose(known -> put(known, Fields.ofBody(context)));
  }

  /** What is left out stays as it is. */
  private Future<JsonObject> put(Moderator moderator, Fields fields) {
    String slug = fields.text("site", 63, "Name the site");
    SiteName site =
        moderator.sites().stream()
            .filter(known -> known.slug().equals(slug))
            .findFirst()
            .orElse(null);
    if (site == null && !slug.isEmpty()) {
      fields.error("site", "You do not moderate a site of that name");
    }
    if (site == null) {
      fields.check();
      throw new IllegalStateException("A site that is missing is refused");
    }
    return wishes
        .of(moderator.id(), List.of(site.id()))
        .map(by -> by.getOrDefault(site.id(), Wish.USUAL))
        .compose(
            before -> {
              Wish wish =
                  new Wish(
                      fields.flag("digest", before.digest()),
                      fields.flag("threats", before.threats()),
                      fields.number("afterMinutes", before.afterMinutes(), 5, WEEK),
                      fields.number("everyMinutes", before.everyMinutes(), 15, WEEK));
              fields.checkAll();
              return wishes.put(site.id(), moderator.id(), wish).map(json(site, wish));
            });
  }
}
