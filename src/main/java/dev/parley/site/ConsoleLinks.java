package dev.parley.site;

import java.util.UUID;

/** Addresses in the console, for messages that lead moderators there. */
public final class ConsoleLinks {
  private final String base;

  /**
   * @param base the service's own address
   */
  public ConsoleLinks(String base) {
    this.base = base.replaceFirst("/+$", "");
  }

  /**
   * The queue of a site.
   *
   * @param site its slug
   */
  public String queue(String site) {
    return base + "/console/?site=" + site;
  }

  /**
   * A case.
   *
   * @param site the slug of its site
   */
  public String caseOf(String site, UUID comment) {
    return queue(site) + "&case=" + comment;
  }
}
