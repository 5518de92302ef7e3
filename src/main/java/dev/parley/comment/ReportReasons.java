package dev.parley.comment;

import java.util.List;

/** What a reader may report a comment for, in the order they are asked. */
public final class ReportReasons {
  public static final List<String> CODES =
      List.of("abuse", "spam", "off-topic", "illegal", "other");

  private ReportReasons() {}
}
