package dev.parley;

import dev.parley.akismet.AkismetRoutes;
import dev.parley.akismet.CommentCheck;
import dev.parley.apikey.Calls;
import dev.parley.apikey.Keys;
import dev.parley.apikey.Teaching;
import dev.parley.apikey.Usage;
import dev.parley.contentmoderator.ContentModeratorRoutes;
import dev.parley.coral.CoralRoutes;
import dev.parley.coral.CoralSecrets;
import dev.parley.moderations.ModerationsRoutes;
import dev.parley.moderator.Access;
import dev.parley.perspective.Analysis;
import dev.parley.perspective.OldScales;
import dev.parley.perspective.PerspectiveRoutes;
import dev.parley.sitemodel.SiteModels;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;

/** Everything served to other programs by the protocols of other services. */
final class ProgramModule {
  private final Usage usage;
  private final AkismetRoutes akismet;
  private final PerspectiveRoutes perspective;
  private final CoralRoutes coral;
  private final ModerationsRoutes moderations;
  private final ContentModeratorRoutes contentModerator;

  ProgramModule(Platform platform, ScreeningModule screening, Access access) {
    Keys keys = new Keys(access, platform.sites(), platform.config().limits().enabled());
    Calls calls = new Calls(keys, platform.bodies());
    Teaching teaching =
        new Teaching(screening.siteModels().map(SiteModels::labels), platform.clock());
    this.usage = new Usage(platform.database(), platform.clock());
    this.akismet =
        new AkismetRoutes(
            keys,
            new CommentCheck(screening.comments(), platform.clock()),
            teaching,
            usage,
            platform.bodies());
    this.perspective =
        new PerspectiveRoutes(
            keys,
            new Analysis(
                screening.texts(),
                screening.sentences(),
                new OldScales(platform.database()),
                platform.clock()),
            teaching,
            platform.bodies(),
            platform.own());
    this.moderations = new ModerationsRoutes(keys, calls, screening.texts(), platform.clock());
    this.contentModerator = new ContentModeratorRoutes(calls, screening.texts(), platform.clock());
    this.coral =
        new CoralRoutes(
            new CoralSecrets(platform.config().coralSecrets()),
            keys,
            platform.sites(),
            screening.texts(),
            platform.bodies(),
            platform.clock());
  }

  /** Comes before the reading of bodies, because these routes read their own. */
  void mountFirst(Router router) {
    akismet.mount(router);
    perspective.mount(router);
    coral.mount(router);
    moderations.mount(router);
    contentModerator.mount(router);
  }

  /** Writes the usage that has been counted. */
  Future<Void> close() {
    return usage.close();
  }
}
