package dev.parley.house;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;

/**
 * Where a site draws the line: the probabilities from which a comment is held or queued as spam,
 * each in [0, 1].
 */
public record Thresholds(double spam, double toxicity) {
  public static Thresholds of(SiteSettings settings) {
    return new Thresholds(settings.spamQueue(), settings.toxicityHold());
  }

  public double of(Attribute attribute) {
    return attribute == Attribute.SPAM ? spam : toxicity;
  }
}
