package dev.parley;

import dev.parley.config.Config;
import dev.parley.config.ConfigError;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.opinion.LocalModel;
import dev.parley.opinion.NoOpinion;
import dev.parley.opinion.OwnModel;
import dev.parley.opinion.RemoteModel;
import dev.parley.screening.Checks;
import dev.parley.screening.Replay;
import dev.parley.screening.Screening;
import dev.parley.screening.ScreeningMetrics;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import dev.parley.sitemodel.BaseModel;
import dev.parley.sitemodel.SiteModels;
import dev.parley.sitemodel.SiteScores;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The checks, the models they use, and the sites' own models.
 *
 * @param comments screens comments that readers post
 * @param texts screens texts that nobody posts
 * @param sentences screens them sentence by sentence, on a thread for which no post waits
 * @param replay decides again about what was screened before
 * @param siteModels empty without the models that come with Parley
 */
record ScreeningModule(
    Screening comments,
    Screening texts,
    Screening sentences,
    Replay replay,
    Optional<SiteModels> siteModels) {

  /** The second opinions: the configured ones, and none for single sentences. */
  record Opinions(SecondOpinions configured, SecondOpinions none) implements AutoCloseable {
    static Opinions of(Vertx vertx, Config.SecondOpinion config) {
      SecondOpinions.When when =
          SecondOpinions.When.valueOf(config.when().toUpperCase(Locale.ROOT));
      SecondOpinions configured =
          own(vertx, config)
              .map(model -> SecondOpinions.by(model, when, config.budget()))
              .orElseGet(() -> SecondOpinions.of(when, config.threads(), config.budget()));
      return new Opinions(configured, SecondOpinions.never());
    }

    private static Optional<OwnModel> own(Vertx vertx, Config.SecondOpinion config) {
      return config
          .url()
          .map(url -> remote(vertx, url, config))
          .or(() -> config.model().map(folder -> local(vertx, folder, config)));
    }

    private static OwnModel local(Vertx vertx, Path folder, Config.SecondOpinion config) {
      try {
        return LocalModel.in(folder, vertx, config.threads(), config.budget());
      } catch (NoOpinion refused) {
        throw new ConfigError("opinion.model: " + refused.getMessage());
      }
    }

    /** Says nothing of the address, which may hold a secret. */
    private static OwnModel remote(Vertx vertx, URI url, Config.SecondOpinion config) {
      if (!RemoteModel.knows(url.getPath())) {
        throw new ConfigError(
            "opinion.url must end in comments:analyze or /moderations: the end tells how to ask");
      }
      return new RemoteModel(vertx, url, config.budget());
    }

    @Override
    public void close() {
      configured.close();
      none.close();
    }
  }

  static ScreeningModule of(Platform platform, Opinions opinions, ScreeningMetrics metrics) {
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
        checks.ofComments(work, metrics),
        checks.ofTexts(work),
        Checks.shipped(opinions.none(), learnt).ofTexts(patient),
        checks.replay(),
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
              (tx, site, succession) ->
                  Ledger.write(tx, new Operated(site, Kind.MODEL, succession.words())),
              platform.clock()));
    } catch (ModelUnavailable toldByTheChecks) {
      return Optional.empty();
    }
  }
}
