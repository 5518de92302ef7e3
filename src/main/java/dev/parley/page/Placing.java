package dev.parley.page;

import dev.parley.comment.Entry;
import dev.parley.comment.ThreadPage;
import dev.parley.comment.ThreadQuery.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The place of a comment on the page. */
final class Placing {
  /** The most levels drawn; deeper replies have a page of their own. */
  static final int LEVELS = 4;

  private Placing() {}

  /** Whether the page draws the comment with that id. */
  static boolean draws(ThreadPage page, UUID id) {
    return drawsWithin(page, page.top(), id, LEVELS);
  }

  private static boolean drawsWithin(ThreadPage page, List<Entry> entries, UUID id, int levels) {
    return levels > 0
        && entries.stream()
            .anyMatch(
                entry ->
                    entry.id().equals(id)
                        || drawsWithin(page, page.repliesOf(entry), id, levels - 1));
  }

  /**
   * Adds a comment to the page: under its parent if that is drawn and has room, otherwise among the
   * top-level comments.
   */
  static ThreadPage with(ThreadPage page, Entry entry, Sort sort) {
    if (draws(page, entry.id())) {
      return page;
    }
    List<Entry> top = new ArrayList<>(page.top());
    Map<UUID, List<Entry>> children = new HashMap<>(page.children());
    UUID parent = entry.parentId();
    if (parent != null && drawsWithin(page, page.top(), parent, LEVELS - 1)) {
      List<Entry> siblings = new ArrayList<>(children.getOrDefault(parent, List.of()));
      siblings.add(entry);
      children.put(parent, siblings);
    } else {
      top.add(sort == Sort.OLDEST ? top.size() : 0, entry);
    }
    return new ThreadPage(page.article(), top, children, page.next(), page.repliesNext());
  }
}
