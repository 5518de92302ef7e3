package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.model.Quality;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Policy REJECTING =
      new Policy(
          Drafts.site(new JsonObject().put("toxicityHold", 0.5).put("toxicityReject", 0.9))
              .settings());

  private static final Judged ANY =
      Drafts.unjudged(Drafts.asked("The pier opens at nine.", new JsonObject()));

  private static Verdict verdict(Reason reason, double score, Quality quality) {
    Signal signal = REJECTING.weigh(ANY, "check", new Finding(reason, score, "message"));
    return REJECTING.decide(List.of(signal), quality);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, RELEASE, REJECT",
    "0.95, BETA, HOLD",
    "0.95, RULES, HOLD",
    "0.9, BETA, HOLD",
    "0.6, RELEASE, HOLD",
    "0.6, BETA, HOLD",
    "0.4, RELEASE, APPROVE",
    "0.4, BETA, APPROVE",
  })
  void decide_toxicity_rejectsOnlyWithReleaseQuality(
      double score, Quality quality, Verdict verdict) {
    assertEquals(verdict, verdict(Reason.TOXICITY, score, quality));
  }

  @Test
  void decide_bannedWord_rejectsInAnyLanguage() {
    assertEquals(Verdict.REJECT, verdict(Reason.BANNED_WORD, 1, Quality.BETA));
    assertEquals(Verdict.REJECT, verdict(Reason.BANNED_WORD, 1, Quality.RULES));
  }

  @Test
  void decide_tooToxicInABetaLanguage_isHeldEvenWithoutHoldingByWeight() {
    Policy policy =
        new Policy(
            Drafts.site(
                    new JsonObject()
                        .put("moderation", "none")
                        .put("toxicityHold", 0.5)
                        .put("toxicityReject", 0.9))
                .settings());
    Signal signal = policy.weigh(ANY, "check", new Finding(Reason.TOXICITY, 0.95, "message"));
    assertEquals(Verdict.HOLD, policy.decide(List.of(signal), Quality.BETA));
  }
}
