package dev.parley.training;

import dev.parley.comment.Author;
import dev.parley.comment.Context;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A comment as somebody would post it, and what should become of it. Such texts only measure.
 *
 * @param language the ISO 639-1 code of the site's language, or another word for "on any site"
 * @param name the author's name; empty: an ordinary one
 * @param url the website that the author gives
 */
record FieldText(
    String id,
    String language,
    Kind kind,
    String text,
    Optional<String> name,
    Optional<String> url) {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final String NETWORK = "192.0.2.1";

  /** What a text is. */
  enum Kind {
    SPAM,
    TOXIC,
    HARMLESS;

    /** Whether readers should see it at once. */
    boolean isWelcome() {
      return this == HARMLESS;
    }
  }

  /**
   * Reads a file with one JSON object a line: {@code {"id","lang","kind","text","name"?,"url"?}}.
   *
   * @throws IOException when a line is no such object
   */
  static List<FieldText> read(Path file) throws IOException {
    List<FieldText> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        texts.add(of(line, file));
      }
    }
    return texts;
  }

  private static FieldText of(String line, Path file) throws IOException {
    try {
      JsonObject json = new JsonObject(line);
      return new FieldText(
          json.getString("id"),
          json.getString("lang"),
          Kind.valueOf(json.getString("kind", "").toUpperCase(Locale.ROOT)),
          json.getString("text"),
          Optional.ofNullable(json.getString("name")),
          Optional.ofNullable(json.getString("url")));
    } catch (DecodeException | IllegalArgumentException | ClassCastException malformed) {
      throw new IOException("a line of " + file + " is no text of the field: " + line, malformed);
    }
  }

  /** The text as a newcomer posts it on a site of its language that has set nothing else. */
  Draft draft() {
    JsonObject policy =
        language.matches("(?!xx)[a-z]{2}")
            ? new JsonObject().put("languages", new JsonArray().add(language))
            : new JsonObject();
    Site site =
        new Site(1, "field", "Field", List.of("https://paper.example"), SiteSettings.of(policy));
    Author author = Author.of(1, name.orElse("Robin Weaver"), Optional.empty(), url, NETWORK);
    return Draft.sent(
        Place.on(site),
        Sender.of(author, Optional.of(NETWORK), Optional.empty(), false),
        Text.read(text, site.settings(), Optional.empty()),
        Context.unknown(AT));
  }
}
