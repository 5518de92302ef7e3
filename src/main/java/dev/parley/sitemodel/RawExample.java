package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.comment.Text;
import dev.parley.learning.LabelledExample;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A text with what people said of it, as it is stored: nothing has read it yet.
 *
 * @param by who says it
 * @param author who wrote the text, if it is known
 */
record RawExample(
    String text,
    Map<Attribute, Boolean> labels,
    String by,
    boolean decided,
    Optional<Author> author,
    Instant first,
    Instant at) {

  /** What its text is written in: programs hand on what their pages are made of. */
  Text.Format format() {
    return decided ? Text.Format.MARKDOWN : Text.Format.HTML;
  }

  /** With what was read of its text. */
  LabelledExample lesson(ExampleText read) {
    return new LabelledExample(
        read.sight(),
        labels,
        by,
        decided,
        author.map(by -> by.id().toString()).orElse(""),
        read.fingerprint(),
        read.sketch(),
        first,
        at);
  }
}
