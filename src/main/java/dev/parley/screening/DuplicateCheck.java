package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Surroundings.Similar;
import java.util.List;

/**
 * Text that was posted before, within hours: by the same author whatever its length, by others only
 * when it is too long to be chance ("Thank you" is not a campaign) and moderators do not let it
 * pass.
 */
final class DuplicateCheck implements Check {
  private static final int WORDS_OF_CHANCE = 5;

  /** What one approval of a copy takes away from a copy by someone else. */
  private static final double APPROVAL = 0.5;

  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public List<Finding> look(Draft draft) {
    Surroundings surroundings = draft.history().surroundings();
    List<Similar> similar = surroundings.similar().get();
    int words = draft.reading().words().size();
    List<Similar> same =
        similar.stream()
            .filter(one -> one.same() && (one.sameAuthor() || words > WORDS_OF_CHANCE))
            .toList();
    List<Similar> alike =
        same.isEmpty() ? similar.stream().filter(one -> !one.same()).toList() : same;
    if (alike.isEmpty()) {
      return List.of();
    }
    boolean own = alike.stream().anyMatch(Similar::sameAuthor);
    int approved = surroundings.cluster().known().map(cluster -> cluster.approved()).orElse(0);
    double strength = own ? 1 : Math.max(0, 1 - APPROVAL * approved);
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
