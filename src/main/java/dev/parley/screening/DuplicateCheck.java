package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Similar;
import java.util.List;

/**
 * Text that was posted before, within hours. A few words are no copy of the same words elsewhere:
 * "Yes" answers many comments. They count where the same author says them to the same comment
 * again, or over and over. Others' copies count when they are too long to be chance and moderators
 * do not let them pass.
 */
final class DuplicateCheck implements Check {
  private static final int WORDS_OF_CHANCE = 5;

  /** How often an author may have said a few words before it is no answer any more. */
  private static final int OVER_AND_OVER = 5;

  /** What one approval of a copy takes away from a copy by someone else. */
  private static final double APPROVAL = 0.5;

  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    Surroundings surroundings = draft.context().history().surroundings();
    List<Similar> similar = surroundings.similar().get();
    boolean few = draft.text().reading().words().size() <= WORDS_OF_CHANCE;
    long own = similar.stream().filter(one -> one.same() && one.sameAuthor()).count();
    List<Similar> same =
        similar.stream()
            .filter(Similar::same)
            .filter(one -> !few || one.sameAuthor() && (one.sameParent() || own >= OVER_AND_OVER))
            .toList();
    List<Similar> alike =
        same.isEmpty() ? similar.stream().filter(one -> !one.same()).toList() : same;
    if (alike.isEmpty()) {
      return List.of();
    }
    boolean byAuthor = alike.stream().anyMatch(Similar::sameAuthor);
    int approved = surroundings.cluster().known().map(cluster -> cluster.approved()).orElse(0);
    double strength = byAuthor ? 1 : Math.max(0, 1 - APPROVAL * approved);
    return strength == 0
        ? List.of()
        : List.of(
            new Finding(
                same.isEmpty() ? Reason.NEAR_DUPLICATE : Reason.DUPLICATE, strength, told(alike)));
  }

  private static String told(List<Similar> similar) {
    long own = similar.stream().filter(Similar::sameAuthor).count();
    String times = similar.size() == 1 ? "once" : similar.size() + " times";
    return "Posted " + times + " within hours, " + own + " by this author";
  }
}
