package dev.parley.screening;

import dev.parley.text.Span;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a check noticed, not weighed yet.
 *
 * @param strength how much of it there is, in [0,1]; for a model, the probability
 * @param message a sentence with the particulars
 * @param marks where it shows, as UTF-16 offsets into the text as it is seen; asked for only when a
 *     moderator is to be shown it, for what a model looks at is found by scoring the text again and
 *     again
 */
public record Finding(Reason reason, double strength, String message, Supplier<List<Span>> marks) {
  public Finding(Reason reason, double strength, String message, List<Span> evidence) {
    this(reason, strength, message, () -> evidence);
  }

  public Finding(Reason reason, double strength, String message) {
    this(reason, strength, message, List.of());
  }
}
