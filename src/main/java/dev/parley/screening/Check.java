package dev.parley.screening;

import java.util.List;

/**
 * One look at a draft that the models have judged. It stores nothing, decides nothing and asks
 * nobody; it may throw, and is then reported as unavailable. Called from several threads at once.
 */
public interface Check {
  /** A stable name, such as {@code links}. */
  String name();

  /** What it notices; nothing most of the time. */
  List<Finding> look(Judged judged);
}
