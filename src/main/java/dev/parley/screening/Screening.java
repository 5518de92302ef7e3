package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.site.SiteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all checks on a draft, weighs what they noticed, and decides. Work for the processor: call
 * it on a worker thread.
 */
public final class Screening {
  private static final Logger log = LoggerFactory.getLogger(Screening.class);

  private final List<Check> checks;

  /** By identity: a site's settings stay the same object until they change. */
  private final LoadingCache<SiteSettings, Policy> policies =
      Caffeine.newBuilder().weakKeys().build(Policy::new);

  private final Function<Draft, String> modelVersion;

  /**
   * @param checks in the order moderators read their signals
   * @param modelVersion the models the checks use, for the log
   */
  public Screening(List<Check> checks, String modelVersion) {
    this(checks, draft -> modelVersion);
  }

  /** The same, where the models depend on the draft's site. */
  Screening(List<Check> checks, Function<Draft, String> modelVersion) {
    this.checks = List.copyOf(checks);
    this.modelVersion = modelVersion;
  }

  /** Screens a draft. All checks run, so that a moderator sees every reason. */
  public Screened screen(Draft draft) {
    Policy policy = policies.get(draft.site().settings());
    List<Signal> signals = new ArrayList<>();
    Map<String, Double> scores = new TreeMap<>();
    for (Check check : checks) {
      for (Finding finding : look(check, draft)) {
        if (finding.reason().isScore()) {
          scores.put(finding.reason().scoreName(), finding.strength());
        }
        Signal signal = weigh(policy, check, finding);
        if (policy.tells(signal)) {
          signals.add(signal);
        }
      }
    }
    return new Screened(
        draft,
        List.copyOf(signals),
        policy.decide(signals),
        scores,
        policy.risk(signals),
        draft.language().code(),
        policy.version(),
        modelVersion.apply(draft));
  }

  /** A score whose evidence cannot be found counts without it. */
  private static Signal weigh(Policy policy, Check check, Finding finding) {
    try {
      return policy.weigh(check.name(), finding);
    } catch (RuntimeException | StackOverflowError failure) {
      log.error("The evidence of the check {} could not be found", check.name(), failure);
      return policy.weigh(
          check.name(), new Finding(finding.reason(), finding.strength(), finding.message()));
    }
  }

  /** A check that fails says so in its own name, and never lets a comment through. */
  private static List<Finding> look(Check check, Draft draft) {
    try {
      return check.look(draft);
    } catch (RuntimeException | StackOverflowError failure) {
      log.error(
          "The check {} failed on a comment of {} characters",
          check.name(),
          draft.body().length(),
          failure);
      return List.of(
          new Finding(Reason.UNAVAILABLE, 1, "The check " + check.name() + " could not run"));
    }
  }
}
