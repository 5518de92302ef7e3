package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.comment.Text;
import dev.parley.learning.LabelledExample;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stored text and the labels people gave it, before its text is read.
 *
 * @param by who gave the labels: a moderator's id, or the name of an outside origin
 * @param decided whether a moderator of the site gave them
 * @param author who wrote the text; empty when unknown
 * @param first when somebody first decided about the text
 * @param at when these labels were given
 */
record RawExample(
    String text,
    Map<Attribute, Boolean> labels,
    String by,
    boolean decided,
    Optional<Author> author,
    Instant first,
    Instant at) {

  /** The format of the text: programs send the HTML of their pages. */
  Text.Format format() {
    return decided ? Text.Format.MARKDOWN : Text.Format.HTML;
  }

  /** The example, once its text has been read. */
  LabelledExample labelled(ExampleText read) {
    return new LabelledExample(
        read.input(),
        read.language(),
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
