package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Draft;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.sitemodel.SiteScores.Rescored;
import dev.parley.sitemodel.SiteScores.Rescorer;
import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {
  private static final Checks SHIPPED = Checks.shipped(SecondOpinions.never());

  private static Draft draft(String text, JsonObject policy) {
    return Drafts.asked(text, policy);
  }

  private static Check check(String name, Function<Judged, List<Finding>> look) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> look(Judged judged) {
        return look.apply(judged);
      }
    };
  }

  private static Check finds(Reason reason, double strength) {
    return check("fake", draft -> List.of(new Finding(reason, strength, "…")));
  }

  private static Verdict verdict(JsonObject policy, Check... checks) {
    return Drafts.by(checks).screen(draft("Any text.", policy)).await().verdict();
  }

  @Test
  void screen_evidenceThatCannotBeFound_stillHoldsTheComment() {
    Check failing =
        check(
            "failing",
            draft ->
                List.of(
                    new Finding(
                        Reason.TOXICITY,
                        0.9,
                        "…",
                        (java.util.function.Supplier<List<dev.parley.text.Span>>)
                            () -> {
                              throw new IllegalStateException("no evidence");
                            })));
    assertEquals(Verdict.HOLD, verdict(new JsonObject(), failing));
  }

  @ParameterizedTest
  @CsvSource({
    "TOXICITY, 0.49, APPROVE",
    "TOXICITY, 0.50, HOLD",
    "TOXICITY, 1.0, HOLD",
    "SPAM, 0.49, APPROVE",
    "SPAM, 0.50, HOLD",
    "SPAM, 0.79, HOLD",
    "SPAM, 0.80, SPAM",
    "IDENTITY_ATTACK, 1.0, APPROVE",
    "SUSPECT_WORD, 1, HOLD",
    "BANNED_WORD, 1, REJECT",
    "NEWCOMER, 1, APPROVE",
    "LINK, 1, APPROVE",
    "LINKS, 1, HOLD",
    "LANGUAGE, 1, APPROVE",
    "LANGUAGE_WITHOUT_MODEL, 1, APPROVE",
    "TIME_TRAP, 1, APPROVE",
    "HONEYPOT, 1, HOLD",
    "PREMODERATED, 1, HOLD"
  })
  void decide_oneFinding_asThePolicySays(Reason reason, double strength, Verdict expected) {
    assertEquals(expected, verdict(new JsonObject(), finds(reason, strength)));
  }

  @Test
  void decide_twoHalfDoubts_hold() {
    assertEquals(
        Verdict.HOLD,
        verdict(new JsonObject(), finds(Reason.LANGUAGE, 1), finds(Reason.TIME_TRAP, 1)));
  }

  @Test
  void decide_anyScore_neverRejectsWhereTheSiteHasNotSaidSo() {
    assertEquals(Verdict.HOLD, verdict(new JsonObject(), finds(Reason.TOXICITY, 1)));
  }

  @Test
  void screen_aCheckThatFails_holdsInItsOwnNameAndKeepsTheOthers() {
    Screened screened =
        Drafts.by(
                check(
                    "broken",
                    draft -> {
                      throw new IllegalStateException("no");
                    }),
                finds(Reason.LINK, 1))
            .screen(draft("Any text.", new JsonObject().put("moderation", "none")))
            .await();

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        List.of(Reason.UNAVAILABLE, Reason.LINK),
        screened.signals().stream().map(Signal::reason).toList());
    assertTrue(screened.signals().get(0).message().contains("broken"));
  }

  @Test
  void screen_withoutModels_neverApproves(@TempDir Path empty) {
    ModelUnavailable gone = assertThrows(ModelUnavailable.class, () -> Models.in(empty));
    Screened screened =
        Checks.withoutModels(gone)
            .ofComments(Work.here())
            .screen(draft("A clean and friendly text.", new JsonObject()))
            .await();

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        List.of("toxicity", "second-opinion", "spam", "house-model", "name-toxicity"),
        screened.signals().stream()
            .filter(signal -> signal.reason() == Reason.UNAVAILABLE)
            .map(Signal::check)
            .toList());
  }

  private static Screened learnt(Rescorer own, Draft draft) throws ModelUnavailable {
    return Checks.with(Models.shipped(), SecondOpinions.never(), Drafts.learnt(own))
        .ofComments(Work.here())
        .screen(draft)
        .await();
  }

  @Test
  void screen_aModelThatFails_holdsAndNamesTheModelsThatTried() throws ModelUnavailable {
    Screened screened =
        learnt(
            (reading, author, features, shipped) -> {
              throw new IllegalStateException("no");
            },
            draft("A clean and friendly text.", new JsonObject().put("moderation", "none")));

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(Models.shipped().version(), screened.modelVersion());
    assertTrue(
        screened.signals().stream()
            .anyMatch(one -> one.check().equals("toxicity") && one.reason() == Reason.UNAVAILABLE));
  }

  @Test
  void screen_aSiteModelThatIsNotHeard_holdsWithItsOwnReason() throws ModelUnavailable {
    Screened screened =
        learnt(
            (reading, author, features, shipped) ->
                new Rescored(shipped, 0, Map.of(), Optional.of("it cannot be read")),
            draft("A clean and friendly text.", new JsonObject()));

    assertEquals(Verdict.HOLD, screened.verdict());
    Signal signal =
        screened.signals().stream()
            .filter(one -> one.reason() == Reason.UNAVAILABLE)
            .findFirst()
            .orElseThrow();
    assertEquals("house-model", signal.check());
    assertTrue(signal.message().contains("it cannot be read"), signal.message());
    assertTrue(screened.scores().containsKey("spam"));
  }

  private static Screened shipped(String text) {
    return SHIPPED.ofTexts(Work.here()).screen(draft(text, new JsonObject())).await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thank you, I had missed that.",
        "I disagree with every word of this article, and here is why.",
        "The delivery plan is appendix D, page 31.",
        "My father has his dialysis on the mainland at eight. Whom do we write to?",
        "My Muslim neighbour works at the library.",
        "The class will assess the assassin's passage.",
        "Eleven million for a paved square? We had one in 1974."
      })
  void screen_ordinaryTexts_areApproved(String text) {
    assertEquals(
        Verdict.APPROVE, shipped(text).verdict(), () -> shipped(text).signalsJson().encode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You are a stupid piece of shit.",
        "Shut up you pathetic loser, nobody wants you here.",
        "F u c k you all",
        "y0u 1d10t",
        "Go kill yourself"
      })
  void screen_abuse_isHeld(String text) {
    assertEquals(Verdict.HOLD, shipped(text).verdict(), () -> shipped(text).signalsJson().encode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Great post! Earn money fast, visit http://cash.example/win and http://pills.example now",
        "Cheap viagra cialis online pharmacy http://meds.example buy now"
      })
  void screen_advertising_goesToSpam(String text) {
    assertEquals(Verdict.SPAM, shipped(text).verdict(), () -> shipped(text).signalsJson().encode());
  }

  @ParameterizedTest
  @CsvSource({
    "You absolute moron., moron",
    "You m0r0n!, m0r0n",
    "You ｍｏｒｏｎ, ｍｏｒｏｎ",
    "such m.o.r.o.n.s, m.o.r.o.n.s",
    "MORONS everywhere, MORONS"
  })
  void suspectWord_howeverWritten_isShownAsItStands(String text, String shown) {
    Signal signal =
        shipped(text).signals().stream()
            .filter(one -> one.reason() == Reason.SUSPECT_WORD)
            .findFirst()
            .orElseThrow();

    Span span = signal.evidence().get(0);
    assertEquals(shown, span.of(text));
  }

  @Test
  void evidence_underTheThreshold_isNotThere() {
    String text = "You are a stupid moron.";
    JsonObject strict = new JsonObject().put("toxicityHold", 0.5);
    JsonObject never = new JsonObject().put("toxicityHold", 1);

    assertFalse(marksOfScores(draft(text, strict)).isEmpty());
    assertEquals(List.of(), marksOfScores(draft(text, never)));
  }

  private static List<Span> marksOfScores(Draft draft) {
    return SHIPPED.ofTexts(Work.here()).screen(draft).await().signals().stream()
        .filter(signal -> signal.reason().isScore())
        .flatMap(signal -> signal.evidence().stream())
        .toList();
  }

  @Test
  void language_withoutModel_isSaidAndNeverTakenForClean() {
    Screened screened =
        SHIPPED
            .ofTexts(Work.here())
            .screen(Drafts.asked("Tämä on suomea.", Optional.of("fi"), new JsonObject()))
            .await();

    assertFalse(screened.scores().containsKey("toxicity"));
    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(
        List.of("Not scored: no model for Finnish", "Seems to be written in Finnish"),
        screened.signals().stream()
            .filter(signal -> signal.reason().name().startsWith("LANGUAGE"))
            .map(Signal::message)
            .toList());
  }

  @Test
  void links_moreThanAllowed_holdANewcomer() {
    String two = "See https://a.example/x and https://b.example/y for the minutes of the council.";
    Screened strict =
        Drafts.by(new LinksCheck())
            .screen(draft(two, new JsonObject().put("linksNewcomer", 1)))
            .await();
    Screened loose =
        Drafts.by(new LinksCheck())
            .screen(draft(two, new JsonObject().put("linksNewcomer", 2)))
            .await();

    assertEquals(Verdict.HOLD, strict.verdict());
    assertEquals(2, strict.signals().get(0).evidence().size());
    assertEquals(Verdict.APPROVE, loose.verdict());
  }

  @Test
  void bannedWords_ofTheSite_reject() {
    JsonObject policy = new JsonObject().put("bannedWords", new JsonArray().add("casino bonus"));

    assertEquals(
        Verdict.REJECT,
        SHIPPED
            .ofTexts(Work.here())
            .screen(draft("Your CASINO   bonus waits", policy))
            .await()
            .verdict());
    assertEquals(
        Verdict.APPROVE,
        SHIPPED
            .ofTexts(Work.here())
            .screen(draft("The old casino closed.", policy))
            .await()
            .verdict());
  }
}
