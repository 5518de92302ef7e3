package dev.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.ReasonText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences of the widget, in all its languages. */
class TranslationTest {
  private static final Path WIDGET = Path.of("src/main/widget");
  private static final Path EMBED = Path.of("src/main/resources/web/embed");

  /** The English sentences of a module stand in one object. */
  private static final Pattern ENGLISH = Pattern.compile("(?s)const english = \\{(.*?)\\n?\\};");

  private static final Pattern KEY =
      Pattern.compile("(?:^|[{,]\\s)\\s*'?([\\w-]+)'?: ['{]", Pattern.MULTILINE);

  private static Set<String> english() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (Path folder : List.of(WIDGET, EMBED)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
          ENGLISH
              .matcher(Files.readString(file))
              .results()
              .flatMap(block -> KEY.matcher(block.group(1)).results())
              .map(key -> key.group(1))
              .forEach(keys::add);
        }
      }
    }
    ReasonText.codes().forEach(code -> keys.add("because-" + code));
    keys.removeAll(Set.of("one", "other"));
    assertTrue(keys.size() > 90, keys::toString);
    // A key of its own: the last reason anyone may choose in the report dialog.
    keys.add("other");
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "de"})
  void language_hasEverySentenceAndNoOther(String language) throws IOException {
    JsonObject words =
        new JsonObject(Files.readString(EMBED.resolve("i18n/" + language + ".json")));

    assertEquals(
        String.join("\n", english()), String.join("\n", new TreeSet<>(words.fieldNames())));
  }

  @Test
  void languages_areTheOnesTested() throws IOException {
    try (Stream<Path> files = Files.list(EMBED.resolve("i18n"))) {
      assertEquals(
          List.of("ar.json", "de.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
