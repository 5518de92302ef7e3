package dev.parley.sitemodel;

import dev.parley.learning.Thresholds;
import dev.parley.site.SiteSettings;

/** The thresholds of a site's policy that a trial judges by. */
public final class SiteThresholds {
  private SiteThresholds() {}

  public static Thresholds of(SiteSettings settings) {
    return new Thresholds(settings.spamQueue(), settings.toxicityHold());
  }
}
