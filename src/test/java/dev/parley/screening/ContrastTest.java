package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same rude words, about a person and about a thing or oneself: the first waits for a
 * moderator, the second does not. And threats, with sentences that only look like them. Through the
 * whole screening, second opinion included, under a new site's policy.
 */
class ContrastTest {
  private static SecondOpinions opinions;
  private static Screening screening;

  @BeforeAll
  static void open() {
    opinions = SecondOpinions.of(SecondOpinions.When.AUTO, 1, Duration.ofMinutes(1));
    screening = Checks.shipped(opinions).ofTexts(Work.here());
  }

  @AfterAll
  static void close() {
    opinions.close();
  }

  private static List<String> held(String language, List<String> texts, boolean wanted) {
    JsonObject policy =
        new JsonObject()
            .put("languages", new JsonArray().add(language))
            .put("suspectWords", new JsonArray());
    return texts.stream()
        .filter(
            text -> {
              Draft draft =
                  ScoreRoutes.draft(
                      Place.on(Drafts.site(policy)), text, Optional.empty(), Drafts.NOW);
              boolean held = screening.screen(draft).await().verdict() != Verdict.APPROVE;
              return held == wanted;
            })
        .toList();
  }

  private static void holdsMost(String language, List<String> texts) {
    List<String> missed = held(language, texts, false);
    assertTrue(missed.size() * 10 <= texts.size() * 2, () -> "published: " + missed);
  }

  /** The share that may be held is what the models reach today; less is better. */
  private static void publishesMost(String language, List<String> texts, int percent) {
    List<String> missed = held(language, texts, true);
    assertTrue(missed.size() * 100 <= texts.size() * percent, () -> "held: " + missed);
  }

  @Test
  void screen_rudeAboutAPerson_waits() {
    holdsMost(
        "en",
        List.of(
            "You are so stupid.",
            "What a stupid man you are.",
            "The mayor is an idiot.",
            "You idiot, that is the wrong bridge.",
            "The author is a pathetic fool.",
            "You dumb cow",
            "He is a moron and always was.",
            "what an idiotic woman",
            "Shut up, you old fool.",
            "You people are trash."));
  }

  @Test
  void screen_rudeAboutAThingOrOneself_isPublished() {
    publishesMost(
        "en",
        List.of(
            "What a stupid rule from the school board.",
            "That was an idiotic penalty.",
            "The new parking app is garbage.",
            "Sorry, I was dumb, I read the wrong line.",
            "I felt stupid when the shop was shut.",
            "I was an idiot to believe the forecast.",
            "This timetable is ridiculous.",
            "My own mistake, stupid of me.",
            "Such a pathetic budget for the library.",
            "The ending of that series was dumb.",
            "I hate this crossing.",
            "A silly law, and an expensive one.",
            "What a crappy winter."),
        25);
  }

  @Test
  void screen_threatOrDehumanisingSpeech_waits() {
    holdsMost(
        "en",
        List.of(
            "I am going to kill you.",
            "somebody should shoot that judge",
            "These refugees are cockroaches.",
            "They are animals and should be put down.",
            "burn the mosque with everyone inside",
            "Hang yourself, loser.",
            "I know where you live and I will come.",
            "all immigrants are parasites, exterminate them",
            "Deport every single muslim",
            "You will be dead by Sunday, traitor."));
  }

  @Test
  void screen_sentenceThatOnlyLooksLikeAThreat_isPublished() {
    publishesMost(
        "en",
        List.of(
            "They shoot the next film in our harbour.",
            "Please kill the lights in the hall.",
            "Don't burn the toast again.",
            "The rats in the market hall must be exterminated.",
            "Cockroaches love warm pipes.",
            "He was jailed because he threatened to kill his neighbour.",
            "In 1944 the whole village was murdered.",
            "My boss will kill me if the report is late.",
            "Hang the bell a little higher.",
            "They killed us in the second half, four nil.",
            "The dog had to be put down.",
            "The minister called refugees parasites, and nobody objected.",
            "The villain dies in the last chapter."),
        8);
  }

  @Test
  void screen_germanAndPortugueseInsults_waitAndGermanThingsDoNot() {
    holdsMost(
        "de",
        List.of(
            "Du Idiot",
            "Halt die Fresse",
            "Du bist ein Arschloch",
            "Man sollte dich erschießen",
            "Verpiss dich, du Wichser"));
    publishesMost(
        "de",
        List.of(
            "So eine blöde Ampel.", "Ich war dumm und habe den Zug verpasst.",
            "Die Wespen sind eine Plage.", "Der Film war bescheuert."),
        25);
    holdsMost(
        "pt",
        List.of(
            "Cala a boca, seu idiota",
            "vai se foder",
            "você é um lixo",
            "seu filho da puta",
            "vou matar você"));
  }
}
