package dev.parley.sitemodel;

/**
 * That one version of a site's model follows another.
 *
 * @param before the version that decided until now; 0 are the shipped models
 * @param now the one that decides from now on
 */
public record Succession(int before, int now) {
  /** In words for the log. */
  public String words() {
    return named(before) + " → " + named(now);
  }

  private static String named(int version) {
    return version == 0 ? "the shipped models" : "model " + version;
  }
}
