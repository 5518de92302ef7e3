package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Similar;
import java.util.List;

/**
 * A text that was posted before, within hours. The same few words elsewhere are no copy: "Yes"
 * answers many comments. They count where one author says them to the same comment again, or over
 * and over. Other people's copies count when they are too long for chance and moderators have not
 * approved them.
 */
final class DuplicateCheck implements Check {
  private static final int WORDS_OF_CHANCE = 5;

  /** How often an author may say the same few words before they stop being an answer. */
  private static final int OVER_AND_OVER = 5;

  /** What one approval of a copy takes away from copies by others. */
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
