package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.History;
import dev.parley.comment.History.ClaimedAuthor;
import dev.parley.comment.History.Past;
import dev.parley.site.SiteSettings.Moderation;
import java.util.List;
import java.util.Locale;

/** The checks of an author's past. */
final class AuthorChecks {
  private AuthorChecks() {}

  /** Nothing by this author has been approved yet. */
  static final class Newcomer implements Check {
    @Override
    public String name() {
      return "newcomer";
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      if (draft.context().history().approved() > 0) {
        return List.of();
      }
      boolean waits = draft.place().settings().moderation() == Moderation.FIRST;
      return List.of(
          new Finding(
              waits ? Reason.FIRST_COMMENT : Reason.NEWCOMER,
              1,
              "Nothing by this author has been approved yet"));
    }
  }

  /**
   * The e-mail address belongs to a known author, and there is no proof that this is the same
   * person. Approved comments count from then on, as for every newcomer.
   */
  static final class Unproven implements Check {
    @Override
    public String name() {
      return "author-proof";
    }

    @Override
    public List<Finding> look(Judged judged) {
      History history = judged.draft().context().history();
      return history
          .claimedAuthor()
          .filter(claimed -> claimed.past().approved() > 0)
          .map(
              claimed ->
                  List.of(
                      new Finding(
                          Reason.UNPROVEN_AUTHOR,
                          history.approved() == 0 ? 1 : 0,
                          message(claimed))))
          .orElse(List.of());
    }

    private static String message(ClaimedAuthor claimed) {
      int approved = claimed.past().approved();
      String comments = approved == 1 ? "1 approved comment" : approved + " approved comments";
      return "Claims to be "
          + claimed.name()
          + ", who has "
          + comments
          + ", without proof: the email address is theirs, the browser and the network are not";
    }
  }

  /**
   * Comments by this author, or by others with the same address, were rejected or marked as spam.
   */
  static final class RejectedBefore implements Check {
    @Override
    public String name() {
      return "author-history";
    }

    @Override
    public List<Finding> look(Judged judged) {
      History history = judged.draft().context().history();
      if (history.rejected() > 0) {
        return List.of(rejected(history.past(), ""));
      }
      return history
          .claimedAuthor()
          .map(ClaimedAuthor::worst)
          .filter(Past::isDoubtful)
          .map(worst -> List.of(rejected(worst, ", with the same email address")))
          .orElse(List.of());
    }

    private static Finding rejected(Past past, String whose) {
      return new Finding(
          Reason.AUTHOR_REJECTED_BEFORE,
          past.isDoubtful() ? 1 : 0,
          String.format(
              Locale.ROOT,
              "%d rejected, %d approved before%s",
              past.rejected(),
              past.approved(),
              whose));
    }
  }
}
