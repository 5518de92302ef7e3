package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Sender;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.sitemodel.SiteScores;
import dev.parley.sitemodel.SiteScores.Rescorer;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage before screening, in which the models judge a draft: the fast models, then a second
 * opinion where they doubt, then the site's own model. Only computing takes a worker; waiting for a
 * second opinion or a site's model does not.
 */
final class Judging {
  private static final Logger log = LoggerFactory.getLogger(Judging.class);

  /** The way a draft is judged. */
  private interface Judge {
    <T> Future<T> judge(Draft draft, Work work, Function<Judged, T> then);
  }

  private final Judge judge;

  private Judging(Judge judge) {
    this.judge = judge;
  }

  static Judging by(Models models, SecondOpinions opinions, SiteScores siteScores) {
    return new Judging(new ByModels(models, opinions, siteScores));
  }

  /**
   * A judging without models.
   *
   * @param version the model version to log
   */
  static Judging none(Throwable why, String version) {
    return new Judging(
        new Judge() {
          @Override
          public <T> Future<T> judge(Draft draft, Work work, Function<Judged, T> then) {
            return work.run(() -> then.apply(Judged.failed(draft, why, version)));
          }
        });
  }

  /**
   * Judges a draft. The result arrives on the caller's event loop.
   *
   * @param then what to do with the judged draft, on the same worker
   */
  <T> Future<T> judge(Draft draft, Work work, Function<Judged, T> then) {
    return judge.judge(draft, work, then);
  }

  /** What is known of a draft before waiting for anyone. */
  private record First(Draft draft, Rescorer own, Features features, Scores scores) {}

  /** A second opinion, or the reason there is none. */
  private record Second(Optional<Reconsidering> given, Optional<String> missing) {
    static final Second NOT_ASKED = new Second(Optional.empty(), Optional.empty());
  }

  private record ByModels(Models models, SecondOpinions opinions, SiteScores siteScores)
      implements Judge {

    @Override
    public <T> Future<T> judge(Draft draft, Work work, Function<Judged, T> then) {
      return own(draft)
          .compose(own -> work.run(() -> begin(draft, own, work, then)))
          .compose(Supplier::get);
    }

    private Future<Rescorer> own(Draft draft) {
      return draft
          .place()
          .site()
          .map(site -> siteScores.on(site.id()))
          .orElseGet(() -> Future.succeededFuture(Rescorer.SHIPPED));
    }

    /** Goes on as far as possible without waiting; the rest runs where waiting costs nothing. */
    private <T> Supplier<Future<T>> begin(
        Draft draft, Rescorer own, Work work, Function<Judged, T> then) {
      First first;
      boolean asks;
      try {
        Features features = Features.of(draft.text().reading());
        Scores fast = SecondOpinions.first(models, features, draft.text().language());
        first = new First(draft, own, features, fast);
        asks = opinions.asks(models, fast, draft.text().language());
      } catch (RuntimeException | StackOverflowError failure) {
        return done(then.apply(failed(draft, failure)));
      }
      return asks
          ? () -> second(first).compose(second -> work.run(() -> then.apply(judged(first, second))))
          : done(then.apply(judged(first, Second.NOT_ASKED)));
    }

    private static <T> Supplier<Future<T>> done(T result) {
      return () -> Future.succeededFuture(result);
    }

    private Future<Second> second(First first) {
      return opinions
          .ask(models, first.draft().text().reading(), first.scores().language())
          .map(given -> new Second(Optional.of(given), Optional.empty()))
          .otherwise(
              none -> {
                log.warn("A second opinion is missing: {}", none.getMessage());
                return new Second(Optional.empty(), Optional.ofNullable(none.getMessage()));
              });
    }

    private Judged judged(First first, Second second) {
      Draft draft = first.draft();
      try {
        Scores shipped =
            second
                .given()
                .map(given -> given.scores().apply(first.features(), first.scores()))
                .orElse(first.scores());
        SiteScores.Rescored own =
            first
                .own()
                .rescored(
                    draft.text().reading(),
                    draft.sender().map(Sender::author),
                    first.features(),
                    shipped);
        Judgement judgement =
            new Judgement(
                first.features(),
                own.scores(),
                second.given().map(heard -> first.scores()),
                second.given().map(Reconsidering::attributes).orElse(Set.of()),
                second.missing(),
                own.learnt(),
                own.version(),
                own.missing());
        String base = version(first, second);
        String version = own.version() == 0 ? base : base + "+house." + own.version();
        return Judged.by(draft, judgement, version);
      } catch (RuntimeException | StackOverflowError failure) {
        return failed(draft, failure);
      }
    }

    /** A text that only the operator's model has scored does not name the models of Parley. */
    private String version(First first, Second second) {
      return second
          .given()
          .flatMap(Reconsidering::version)
          .map(own -> first.scores().available().isEmpty() ? own : own + "+" + models.version())
          .orElse(models.version());
    }

    /** The version of the models that were tried. */
    private Judged failed(Draft draft, Throwable failure) {
      log.error("The models failed on {} characters", draft.text().body().length(), failure);
      return Judged.failed(draft, failure, models.version());
    }
  }
}
