package dev.parley.comment;

import java.util.List;

/** The reasons a reader can report a comment for, in the order of the menu. */
public final class ReportReasons {
  public static final List<String> CODES =
      List.of("abuse", "spam", "off-topic", "illegal", "other");

  private ReportReasons() {}
}
