package dev.parley.learning;

import dev.parley.model.Attribute;

/** The probabilities from which a site treats a comment as spam or as toxic, each in [0, 1]. */
public record Thresholds(double spam, double toxicity) {
  public double of(Attribute attribute) {
    return attribute == Attribute.SPAM ? spam : toxicity;
  }
}
