package dev.parley.review;

import dev.parley.review.CaseQuery.Queue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many cases wait for moderators, and for how long, for the metrics. */
public final class QueueFigures {
  /** The queues that most sites may have at once. */
  private static final int MOST = 200;

  /** The longest queues of all sites: cases, 10,001 at most, and the seconds the oldest waits. */
  public static final String SELECT =
      Arrays.stream(Queue.values())
          .filter(Queue::waits)
          .map(QueueFigures::ofOne)
          .collect(
              Collectors.joining(
                  " union all ",
                  "select site, queue, cases, oldest_seconds from (",
                  ") every order by cases desc, site, queue limit " + MOST));

  private QueueFigures() {}

  private static String ofOne(Queue queue) {
    return String.format(
        Locale.ROOT,
        """
        select site.slug as site, '%1$s' as queue, counted.n::float8 as cases,
          coalesce(greatest(extract(epoch from now() - oldest.since), 0), 0)::float8
            as oldest_seconds
        from site
        cross join lateral (select count(*) as n from (
          select from comment where comment.site_id = site.id and %2$s limit %4$d) waiting) counted
        left join lateral (
          select %3$s as since from comment where comment.site_id = site.id and %2$s
          order by %5$s limit 1) oldest on true
        """,
        queue.code(),
        queue.condition(),
        queue.since(),
        QueueCounts.COUNTED + 1,
        queue.inTime());
  }
}
