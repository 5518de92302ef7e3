package dev.parley.learning;

import dev.parley.model.Attribute;

/**
 * Where a site draws the line: the probabilities from which a comment is held or queued as spam,
 * each in [0, 1].
 */
public record Thresholds(double spam, double toxicity) {
  public double of(Attribute attribute) {
    return attribute == Attribute.SPAM ? spam : toxicity;
  }
}
