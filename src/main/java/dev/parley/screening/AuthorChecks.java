package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.History;
import dev.parley.site.SiteSettings.Moderation;
import java.util.List;
import java.util.Locale;

/** What is known of the author. */
final class AuthorChecks {
  private AuthorChecks() {}

  /** Nothing of theirs has been approved yet. */
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

  /** Something of theirs was rejected, or taken for spam. */
  static final class RejectedBefore implements Check {
    @Override
    public String name() {
      return "author-history";
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      History history = draft.context().history();
      if (history.rejected() == 0) {
        return List.of();
      }
      // Twice as much approved as rejected is an ordinary regular.
      boolean doubtful = history.rejected() * 2 > history.approved();
      return List.of(
          new Finding(
              Reason.AUTHOR_REJECTED_BEFORE,
              doubtful ? 1 : 0,
              String.format(
                  Locale.ROOT,
                  "%d rejected, %d approved before",
                  history.rejected(),
                  history.approved())));
    }
  }
}
