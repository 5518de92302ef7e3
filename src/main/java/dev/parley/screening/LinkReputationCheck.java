package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings.LinkRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Links to domains whose comments the moderators of this site have rejected. A good record is no
 * finding and does not outweigh others: a bad comment can link to a good domain.
 */
final class LinkReputationCheck implements Check {
  /** As if so many approved comments had come first: one rejection says little. */
  private static final double PRIOR = 2;

  /** A comment may be rejected for other things than its link. */
  private static final double REJECTED = 0.5;

  /** Nobody has objected to it, but nobody has looked at it either. */
  private static final double STANDING = 0.25;

  private static final double WORTH_TELLING = 0.25;

  @Override
  public String name() {
    return "link-reputation";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    List<LinkRecord> bad =
        draft.context().history().surroundings().links().get().stream()
            .filter(link -> strength(link) >= WORTH_TELLING)
            .sorted(Comparator.comparingDouble(LinkReputationCheck::strength).reversed())
            .toList();
    return bad.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                Reason.LINK_REPUTATION,
                strength(bad.get(0)),
                bad.stream().map(LinkReputationCheck::told).collect(Collectors.joining("; "))));
  }

  /** The share of rejected comments, in [0, 1], smoothed by imaginary approved ones. */
  static double strength(LinkRecord link) {
    double refused = link.spam() + REJECTED * link.rejected();
    double good = link.approved() + STANDING * link.standing();
    return refused / (refused + good + PRIOR);
  }

  private static String told(LinkRecord link) {
    String rejected = link.rejected() == 0 ? "" : link.rejected() + " rejected, ";
    String standing =
        link.standing() == 0 ? "" : String.format(Locale.ROOT, ", %d undecided", link.standing());
    return String.format(
        Locale.ROOT,
        "%s: %d spam, %s%d approved here%s",
        link.domain(),
        link.spam(),
        rejected,
        link.approved(),
        standing);
  }
}
