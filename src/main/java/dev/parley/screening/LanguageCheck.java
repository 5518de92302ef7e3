package dev.parley.screening;

import dev.parley.comment.Draft;
import java.util.List;

/** A text in a language the site does not expect. */
final class LanguageCheck implements Check {
  @Override
  public String name() {
    return "language";
  }

  @Override
  public List<Finding> look(Draft draft) {
    return draft.site().settings().languages().contains(draft.language().code())
        ? List.of()
        : List.of(
            new Finding(
                Reason.LANGUAGE,
                1,
                "Seems to be written in "
                    + draft.language().name().orElse("another language than this site's")));
  }
}
