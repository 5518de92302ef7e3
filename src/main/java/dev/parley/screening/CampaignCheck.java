package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text that is nearly like others of the last days, on other articles or by other authors. Copies
 * alone add up slowly. What moderators decided about them counts for more, both ways: a quotation
 * or a chant that they approved is not a campaign.
 */
final class CampaignCheck implements Check {
  /** So many copies hold a comment when nobody has decided about any of them. */
  private static final double ENOUGH_COPIES = 4;

  /** With one copy beside it, one rejection is enough to hold the next. */
  private static final double REFUSAL = 0.75;

  /** Two approvals outweigh any number of copies. */
  private static final double APPROVAL = 0.5;

  @Override
  public String name() {
    return "campaign";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    Cluster cluster = draft.context().history().surroundings().cluster().get();
    double strength = strength(cluster);
    return strength == 0
        ? List.of()
        : List.of(new Finding(Reason.CAMPAIGN, strength, told(cluster, draft)));
  }

  /**
   * How much of a campaign it is, in [0, 1]: copies and rejections add to it, approvals take away.
   */
  static double strength(Cluster cluster) {
    double copies = Math.min(1, cluster.comments() / ENOUGH_COPIES);
    double decisions =
        REFUSAL * (cluster.spam() + cluster.rejected()) - APPROVAL * cluster.approved();
    return Math.max(0, Math.min(1, copies + decisions));
  }

  private static String told(Cluster cluster, Draft draft) {
    List<String> decided = new ArrayList<>();
    add(decided, cluster.spam(), "marked as spam");
    add(decided, cluster.rejected(), "rejected");
    add(decided, cluster.approved(), "approved by a moderator");
    return String.format(
        Locale.ROOT,
        "%s nearly like this by %s on %s in %s%s",
        counted(cluster.comments(), "comment"),
        counted(cluster.authors(), "author"),
        counted(cluster.articles(), "article"),
        time(Duration.between(cluster.since(), draft.context().at())),
        decided.isEmpty() ? "" : ", of them " + String.join(", ", decided));
  }

  private static void add(List<String> decided, int count, String what) {
    if (count > 0) {
      decided.add(count + " " + what);
    }
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Rounded up: minutes ago count as within an hour. */
  private static String time(Duration time) {
    long hours = time.toHours() + 1;
    return hours < 48 ? counted(hours, "hour") : counted((hours + 23) / 24, "day");
  }
}
