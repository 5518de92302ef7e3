package dev.parley.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.problem.Problem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs widgets on pages where they do not work, once a day for each origin and site. Made-up
 * origins must not fill the log, so it is silent for the rest of the day after {@link #MOST} lines.
 */
final class Misplaced {
  private static final Logger log = LoggerFactory.getLogger(Misplaced.class);
  private static final int MOST = 500;
  private static final int LONGEST = 100;

  private record Place(String origin, String site) {}

  private final Cache<Place, Problem> seen =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

  /** Takes note of a refused page, and logs it the first time. */
  void seen(String origin, String site, Problem problem) {
    Place place = new Place(cut(origin), cut(site));
    if (seen.estimatedSize() < MOST && seen.asMap().putIfAbsent(place, problem) == null) {
      switch (problem) {
        case ORIGIN_NOT_ALLOWED ->
            log.warn(
                "A page of {} asks for the site {}, which does not list that origin; add it to the"
                    + " site's origins if the page is yours",
                place.origin(),
                place.site());
        case NOT_FOUND ->
            log.warn(
                "A page of {} asks for the site {}, which does not exist; check the attribute site"
                    + " of its <parley-comments>",
                place.origin(),
                place.site());
        default -> {}
      }
    }
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
