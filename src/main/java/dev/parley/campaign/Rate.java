package dev.parley.campaign;

/**
 * How fast comments arrive at one place: the number in the last five minutes, and the usual number
 * there.
 *
 * <p>The usual number is a mean over past minutes that forgets with a time constant of half a day,
 * corrected for starting from nothing (as in Kingma and Ba, "Adam"). A minute weighs at most a few
 * usual ones, so that one crowd does not make crowds usual. A place that is busy from the start
 * becomes usual within half an hour; one that becomes busy for good, within a day.
 *
 * <p>Not safe for several threads: each belongs to one {@link SiteActivity}, under whose lock it is
 * used.
 */
final class Rate {
  /** The length of the window in minutes. */
  static final int WINDOW = 5;

  private static final double KEPT_A_MINUTE = Math.exp(-1 / 720.0);

  /** A minute weighs at most so many usual ones. */
  private static final int MOST_USUAL = 3;

  private static final double LEAST_A_MINUTE = 1;

  private final int[] counts = new int[WINDOW];
  private long minute;

  /** The mean per minute so far, and the share of its weight that does not come from the start. */
  private double mean;

  private double known;

  Rate(long minute) {
    this.minute = minute;
  }

  /** Counts a comment of that minute. One older than the window is ignored. */
  void count(long at) {
    advance(at);
    if (at > minute - WINDOW) {
      counts[(int) Math.floorMod(at, (long) WINDOW)]++;
    }
  }

  /** The number of comments in the window that ends now. */
  int recent(long now) {
    advance(now);
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The usual number of comments in a window; 0 while nothing is known yet. */
  double usual() {
    return known == 0 ? 0 : mean / known * WINDOW;
  }

  /** Lets minutes pass: those that leave the window enter the usual number. */
  private void advance(long now) {
    long passed = now - minute;
    if (passed <= 0) {
      return;
    }
    for (int i = 0; i < Math.min(passed, WINDOW); i++) {
      minute++;
      int place = (int) Math.floorMod(minute, (long) WINDOW);
      fold(counts[place], 1);
      counts[place] = 0;
    }
    if (now > minute) {
      fold(0, now - minute);
      minute = now;
    }
  }

  private void fold(int count, long minutes) {
    double most = MOST_USUAL * Math.max(usual() / WINDOW, LEAST_A_MINUTE);
    double kept = Math.pow(KEPT_A_MINUTE, (double) minutes);
    mean = mean * kept + Math.min(count, most) * (1 - kept);
    known = known * kept + (1 - kept);
  }
}
