package dev.parley.screening;

import java.util.List;

/** All checks, in the order moderators read their signals: this list is the policy page. */
public final class Checks {
  private Checks() {}

  /** The screening of what readers post. */
  public static Screening screening() {
    return new Screening(
        List.of(
            // exact rules
            WordsCheck.banned(),
            // what it says
            WordsCheck.suspect(),
            // what it carries
            new LinksCheck(),
            new DuplicateCheck(),
            // how it was sent
            new FormChecks.Honeypot(),
            new FormChecks.TimeTrap(),
            // who sent it
            new AuthorChecks.Newcomer(),
            new AuthorChecks.RejectedBefore(),
            // what the site wants to see anyway
            new FormChecks.Premoderation()),
        "none");
  }
}
