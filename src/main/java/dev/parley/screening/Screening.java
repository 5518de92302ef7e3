package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all checks on a draft, weighs their findings, and gives a verdict. This is work for the
 * processor: call it on a worker thread.
 */
public final class Screening {
  private static final Logger log = LoggerFactory.getLogger(Screening.class);

  private final List<Check> checks;

  /** By identity: a site's settings stay the same object until they change. */
  private final LoadingCache<SiteSettings, Policy> policies =
      Caffeine.newBuilder().weakKeys().build(Policy::new);

  private final Judging judging;
  private final Work work;
  private final ScreeningMetrics metrics;

  /**
   * @param checks in the order in which moderators read their signals
   * @param work where computing is done
   */
  Screening(Judging judging, List<Check> checks, Work work) {
    this(judging, checks, work, ScreeningMetrics.none());
  }

  /** The same, measured. */
  Screening(Judging judging, List<Check> checks, Work work, ScreeningMetrics metrics) {
    this.metrics = metrics;
    this.judging = judging;
    this.checks = List.copyOf(checks);
    this.work = work;
  }

  /** Judges and screens a draft. The result arrives on the caller's event loop. */
  public Future<Screened> screen(Draft draft) {
    long begun = System.nanoTime();
    return judging
        .judge(draft, work, this::screened)
        .onSuccess(screened -> metrics.screened(screened, System.nanoTime() - begun));
  }

  /** Does other computing where screening is done. */
  public <T> Future<T> run(Callable<T> task) {
    return work.run(task);
  }

  /** Screens a judged draft. All checks run, so that a moderator sees every reason. */
  Screened screened(Judged judged) {
    Draft draft = judged.draft();
    Policy policy = policies.get(draft.place().settings());
    List<Signal> signals = new ArrayList<>();
    Map<String, Double> scores = new TreeMap<>();
    for (Check check : checks) {
      for (Finding finding : timed(check, judged)) {
        if (finding.reason().isScore()) {
          scores.put(finding.reason().scoreName(), finding.strength());
        }
        Signal signal = weigh(policy, judged, check, inBody(draft, finding));
        if (policy.tells(signal)) {
          signals.add(signal);
        }
      }
    }
    return new Screened(
        draft,
        List.copyOf(signals),
        policy.decide(signals, judged.quality()),
        scores,
        policy.risk(signals),
        draft.text().language().code(),
        judged.quality(),
        policy.version(),
        judged.modelVersion());
  }

  /** The finding, with its marks moved to their places in the body. */
  private static Finding inBody(Draft draft, Finding finding) {
    return new Finding(
        finding.reason(),
        finding.strength(),
        finding.message(),
        () -> draft.text().original(finding.marks().get()));
  }

  /** A score whose evidence cannot be found still counts. */
  private static Signal weigh(Policy policy, Judged judged, Check check, Finding finding) {
    try {
      return policy.weigh(judged, check.name(), finding);
    } catch (RuntimeException | StackOverflowError failure) {
      log.error("The evidence of the check {} could not be found", check.name(), failure);
      return policy.weigh(
          judged,
          check.name(),
          new Finding(finding.reason(), finding.strength(), finding.message()));
    }
  }

  private List<Finding> timed(Check check, Judged judged) {
    long begun = System.nanoTime();
    List<Finding> findings = look(check, judged);
    metrics.looked(check, System.nanoTime() - begun);
    return findings;
  }

  /** A check that fails reports that under its own name, and never lets a comment through. */
  private static List<Finding> look(Check check, Judged judged) {
    try {
      return check.look(judged);
    } catch (RuntimeException | StackOverflowError failure) {
      log.error(
          "The check {} failed on a comment of {} characters",
          check.name(),
          judged.draft().text().body().length(),
          failure);
      return List.of(
          new Finding(Reason.UNAVAILABLE, 1, "The check " + check.name() + " could not run"));
    }
  }
}
