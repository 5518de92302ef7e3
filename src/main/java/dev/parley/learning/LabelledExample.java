package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A comment and the labels people gave it.
 *
 * @param input what a model sees of the comment
 * @param language the ISO 639-1 code of its likeliest language
 * @param labels whether it is spam and whether it is toxic; an attribute nobody judged is missing
 * @param by who gave the labels: a moderator's id, or the name of an outside origin
 * @param decided whether a moderator of the site gave them: no outside label replaces these
 * @param author the author's id; empty when the author is unknown
 * @param fingerprint equal for texts that differ only in case, punctuation and disguise
 * @param sketch similar for texts that are nearly equal; empty for a short text
 * @param first when somebody first decided about the text: no model has learnt from it before
 * @param at when these labels were given
 */
public record LabelledExample(
    ModelInput input,
    String language,
    Map<Attribute, Boolean> labels,
    String by,
    boolean decided,
    String author,
    long fingerprint,
    Optional<Sketch> sketch,
    Instant first,
    Instant at) {
  boolean is(Attribute attribute) {
    return Boolean.TRUE.equals(labels.get(attribute));
  }
}
