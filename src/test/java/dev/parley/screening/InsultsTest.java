package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Insults in many languages, and above all what is none. */
class InsultsTest {
  private static final Check SUSPECT = WordsCheck.suspect();

  /**
   * A comment of our own.
   *
   * @param holds whether it is meant to be held for a word
   */
  record Comment(String language, boolean holds, String text) {}

  static List<Comment> comments() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                InsultsTest.class.getResourceAsStream("/insults.tsv"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .map(parts -> new Comment(parts[0], parts[1].equals("holds"), parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Finding> found(String text, String language, JsonObject policy) {
    return SUSPECT.look(Drafts.unjudged(Drafts.asked(text, Optional.of(language), policy)));
  }

  @ParameterizedTest
  @MethodSource("comments")
  void look_atAComment_findsInsultsAndNothingElse(Comment comment) {
    List<Finding> found = found(comment.text(), comment.language(), new JsonObject());

    assertEquals(comment.holds(), !found.isEmpty(), () -> found.toString());
  }

  @Test
  void comments_ofEveryLanguageWithWords_areTested() {
    Map<String, List<Comment>> byLanguage =
        comments().stream().collect(Collectors.groupingBy(Comment::language));

    assertEquals(Insults.languages(), new TreeSet<>(byLanguage.keySet()));
    assertTrue(byLanguage.size() >= 25);
    byLanguage.forEach(
        (language, comments) -> {
          long holds = comments.stream().filter(Comment::holds).count();
          assertTrue(holds >= 3 && comments.size() - holds >= 5, language);
        });
  }

  /** A word of one language must not hold comments in another. */
  @ParameterizedTest
  @MethodSource("harmless")
  void look_atAHarmlessCommentInAnyLanguage_findsNothingUnmistakable(Comment comment) {
    assertEquals(List.of(), Insults.in(Reading.of(comment.text()), "xx"));
  }

  static Stream<Comment> harmless() {
    return comments().stream().filter(comment -> !comment.holds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|You hurensohn|“hurensohn” (an insult)",
        "de|Du Hurentochter|“Hurentochter” (an insult in German)",
        "de|So ein Spasti|“Spasti” (a slur in German)",
        "nb|Din drittsekk|“drittsekk” (an insult in Norwegian)"
      })
  void message_saysWhatTheWordIs(String language, String text, String message) {
    assertEquals(message, found(text, language, new JsonObject()).get(0).message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@insults|!moron", "@insults|!en:moron", "@insults|!en:moron of the year"})
  void exception_ofTheSite_isLeftAlone(String words) {
    JsonObject policy =
        new JsonObject().put("suspectWords", new JsonArray(List.of(words.split("\\|"))));

    assertEquals(List.of(), found("The moron of the year award", "en", policy));
    assertFalse(found("You idiot", "en", policy).isEmpty());
  }

  @Test
  void exception_ofAnotherLanguage_changesNothing() {
    JsonObject policy =
        new JsonObject().put("suspectWords", new JsonArray().add("@insults").add("!de:moron"));

    assertFalse(found("You moron", "en", policy).isEmpty());
  }

  @Test
  void ownWords_withoutTheList_standAlone() {
    JsonObject policy = new JsonObject().put("suspectWords", new JsonArray().add("harbour"));

    assertEquals(List.of(), found("You moron", "en", policy));
    assertFalse(found("The harbour", "en", policy).isEmpty());
    assertEquals(
        List.of(), found("You moron", "en", new JsonObject().put("suspectWords", new JsonArray())));
  }

  @Test
  void bannedWords_haveNoExceptionsAndNoBundledList() {
    JsonObject policy =
        new JsonObject().put("bannedWords", new JsonArray().add("@insults").add("!sale"));
    Check banned = WordsCheck.banned();

    assertEquals(List.of(), banned.look(Drafts.unjudged(Drafts.asked("You moron", policy))));
    assertFalse(banned.look(Drafts.unjudged(Drafts.asked("A great sale", policy))).isEmpty());
  }

  @Test
  void languages_areCodesOfISO639() {
    assertTrue(Set.of(java.util.Locale.getISOLanguages()).containsAll(Insults.languages()));
  }
}
