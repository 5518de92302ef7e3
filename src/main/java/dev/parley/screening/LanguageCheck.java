package dev.parley.screening;

import dev.parley.comment.Draft;
import java.util.List;

/** A text in a language that the site does not expect. */
final class LanguageCheck implements Check {
  @Override
  public String name() {
    return "language";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    return draft.place().settings().languages().contains(draft.text().language().code())
        ? List.of()
        : List.of(
            new Finding(
                Reason.LANGUAGE,
                1,
                "Seems to be written in "
                    + draft.text().language().name().orElse("another language than this site's")));
  }
}
