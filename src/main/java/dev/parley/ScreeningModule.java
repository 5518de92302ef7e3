package dev.parley;

import dev.parley.config.Config;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.screening.Checks;
import dev.parley.screening.Screening;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import dev.parley.sitemodel.BaseModel;
import dev.parley.sitemodel.SiteModels;
import dev.parley.sitemodel.SiteScores;
import java.util.Locale;
import java.util.Optional;

/**
 * The checks, the models they use, and the sites' own models.
 *
 * @param comments screens comments that readers post
 * @param texts screens texts that nobody posts
 * @param sentences screens them sentence by sentence, on a thread for which no post waits
 * @param siteModels empty without the models that come with Parley
 */
record ScreeningModule(
    Screening comments, Screening texts, Screening sentences, Optional<SiteModels> siteModels) {

  /** The second opinions: the configured ones, and none for single sentences. */
  record Opinions(SecondOpinions configured, SecondOpinions none) implements AutoCloseable {
    static Opinions of(Config.SecondOpinion config) {
      return new Opinions(
          SecondOpinions.of(
              SecondOpinions.When.valueOf(config.when().toUpperCase(Locale.ROOT)),
              config.threads(),
              config.budget()),
          SecondOpinions.never());
    }

    @Override
    public void close() {
      configured.close();
      none.close();
    }
  }

  static ScreeningModule of(Platform platform, Opinions opinions) {
    Work work =
        Work.on(
            platform
                .vertx()
                .createSharedWorkerExecutor("screening", platform.config().screeningThreads()));
    // Texts are scored sentence by sentence here, so readers who post must not wait behind them.
    Work patient = Work.on(platform.vertx().createSharedWorkerExecutor("programs", 1));
    Optional<SiteModels> siteModels = siteModels(platform, opinions.configured());
    Optional<SiteScores> learnt = siteModels.map(SiteScores.class::cast);
    Checks checks = Checks.shipped(opinions.configured(), learnt);
    return new ScreeningModule(
        checks.ofComments(work),
        checks.ofTexts(work),
        Checks.shipped(opinions.none(), learnt).ofTexts(patient),
        siteModels);
  }

  /** Without the models that come with Parley, a site's model has nothing to build on. */
  private static Optional<SiteModels> siteModels(Platform platform, SecondOpinions opinions) {
    try {
      Models models = Models.shipped();
      BaseModel shipped =
          (reading, features, language) -> opinions.scores(models, reading, features, language);
      return Optional.of(
          new SiteModels(
              platform.vertx(),
              platform.database(),
              opinions.version(models),
              shipped,
              platform.bus(),
              platform.announcer(),
              platform.clock()));
    } catch (ModelUnavailable toldByTheChecks) {
      return Optional.empty();
    }
  }
}
