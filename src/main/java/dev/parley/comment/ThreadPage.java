package dev.parley.comment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a thread: its top-level comments in order, and the replies read with them.
 *
 * @param children the replies by the entry they are shown under, oldest first
 * @param next where the next page begins
 * @param repliesNext where the replies of a root continue, for roots that have more
 */
public record ThreadPage(
    Article article,
    List<Entry> top,
    Map<UUID, List<Entry>> children,
    Optional<ThreadQuery.Cursor> next,
    Map<UUID, ThreadQuery.Cursor> repliesNext) {

  /** The replies that were read below an entry. */
  public List<Entry> repliesOf(Entry entry) {
    return children.getOrDefault(entry.id(), List.of());
  }
}
