package dev.parley.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailWordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  @Test
  void languages_areEnglishAndThoseOfTheWidget() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/web/embed/i18n"))) {
      TreeSet<String> widget =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      widget.add("en");

      assertEquals(widget, new TreeSet<>(MailWords.LANGUAGES));
    }
  }

  @Test
  void languages_haveTheSameSentencesWithTheSamePlaces() {
    Map<String, String> english = MailWords.read("en");
    for (String language : MailWords.LANGUAGES) {
      Map<String, String> words = MailWords.read(language);
      assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(words.keySet()), language);
      words.forEach(
          (key, sentence) -> {
            assertFalse(sentence.isBlank(), key);
            assertEquals(places(english.get(key)), places(sentence), language + " " + key);
          });
    }
  }

  /** What the code says is in the files, and what is in the files is said somewhere. */
  @Test
  void sentences_areThoseOfTheCode() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/parley/mail"))) {
      for (Path file : files.toList()) {
        code.append(Files.readString(file));
      }
    }
    TreeSet<String> said =
        Pattern.compile("say\\(\\s*\"([\\w.]+)\"")
            .matcher(code)
            .results()
            .map(found -> found.group(1))
            .filter(key -> !key.endsWith("."))
            .collect(Collectors.toCollection(TreeSet::new));
    said.addAll(List.of("pace.immediate", "pace.daily", "pace.never"));

    assertEquals(said, new TreeSet<>(MailWords.read("en").keySet()));
  }

  private static List<String> places(String sentence) {
    return PLACE.matcher(sentence).results().map(MatchResult::group).sorted().toList();
  }

  @ParameterizedTest
  @CsvSource({"de,de", "de-AT,de", "DE,de", "ar_EG,ar", "en-GB,en", "fr,en", "'',en"})
  void of_tagOfABrowser_isALanguageThatThereIs(String tag, String language) {
    assertEquals(language, MailWords.of(tag).language());
  }
}
