package dev.parley.screening;

import dev.parley.text.Span;
import java.util.List;

/**
 * What a check noticed, not weighed yet.
 *
 * @param strength how much of it there is, in [0,1]; for a model, the probability
 * @param message a sentence with the particulars
 * @param evidence where it shows, as UTF-16 offsets into the body
 */
public record Finding(Reason reason, double strength, String message, List<Span> evidence) {
  public Finding(Reason reason, double strength, String message) {
    this(reason, strength, message, List.of());
  }
}
