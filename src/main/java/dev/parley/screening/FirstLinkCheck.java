package dev.parley.screening;

import dev.parley.comment.Draft;
import java.util.List;

/**
 * A link, in the text or as the author's web address, by an author of whom nothing has been
 * approved yet. Links to the site itself do not count.
 */
final class FirstLinkCheck implements Check {
  @Override
  public String name() {
    return "first-link";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<String> domains = draft.domains();
    if (draft.context().history().approved() > 0 || domains.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Finding(
            Reason.FIRST_LINK,
            1,
            "By an author without approved comments, to " + String.join(", ", domains),
            draft.text().links()));
  }
}
