package dev.parley.screening;

import dev.parley.text.Span;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a check has found, before it is weighted.
 *
 * @param strength how much of it there is, in [0, 1]; for a model, the probability
 * @param message a sentence with the details
 * @param marks where it is, as UTF-16 offsets into the seen text; computed only if a moderator is
 *     to see it, because finding what a score rests on means scoring the text again and again
 */
public record Finding(Reason reason, double strength, String message, Supplier<List<Span>> marks) {
  public Finding(Reason reason, double strength, String message, List<Span> evidence) {
    this(reason, strength, message, () -> evidence);
  }

  public Finding(Reason reason, double strength, String message) {
    this(reason, strength, message, List.of());
  }
}
