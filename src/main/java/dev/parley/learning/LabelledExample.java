package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A comment with what people said of it.
 *
 * @param sight the comment
 * @param labels whether it is spam and whether it is toxic, as far as that was said
 * @param by who said so: a moderator's id, or the name of an outside origin
 * @param decided whether a moderator of the site said so: no label of others takes its place
 * @param author who wrote it; empty when nobody knows
 * @param fingerprint equal for texts that differ in case, punctuation and disguise only
 * @param sketch like that of texts that are nearly the same; empty for a short one
 * @param first when it was decided about for the first time: before that no model has seen it
 * @param at when what stands now was said
 */
public record LabelledExample(
    ModelInput sight,
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
