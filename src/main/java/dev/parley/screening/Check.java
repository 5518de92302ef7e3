package dev.parley.screening;

import java.util.List;

/**
 * Looks at a draft that the models have judged, and reports findings. A check stores nothing,
 * decides nothing and asks nobody. It may throw; it is then reported as unavailable. Several
 * threads call it at once.
 */
public interface Check {
  /** A stable name, such as {@code links}. */
  String name();

  /** The findings of this check; most of the time none. */
  List<Finding> look(Judged judged);
}
