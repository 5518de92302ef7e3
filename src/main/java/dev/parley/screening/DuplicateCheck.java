package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.History.Similar;
import java.util.List;

/**
 * Text that was posted before, within hours: by the same author whatever its length, by others only
 * when it is too long to be chance ("Thank you" is not a campaign).
 */
final class DuplicateCheck implements Check {
  private static final int WORDS_OF_CHANCE = 5;
  private static final int WORDS_FOR_LIKENESS = 8;

  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public List<Finding> look(Draft draft) {
    int words = draft.reading().words().size();
    List<Similar> same =
        draft.history().similar().stream()
            .filter(similar -> similar.same() && (similar.sameAuthor() || words > WORDS_OF_CHANCE))
            .toList();
    if (!same.isEmpty()) {
      return List.of(new Finding(Reason.DUPLICATE, 1, told(same)));
    }
    List<Similar> alike =
        draft.history().similar().stream().filter(similar -> words >= WORDS_FOR_LIKENESS).toList();
    return alike.isEmpty()
        ? List.of()
        : List.of(new Finding(Reason.NEAR_DUPLICATE, 1, told(alike)));
  }

  private static String told(List<Similar> similar) {
    long own = similar.stream().filter(Similar::sameAuthor).count();
    String times = similar.size() == 1 ? "once" : similar.size() + " times";
    return "Posted " + times + " within hours, " + own + " by this author";
  }
}
