package dev.parley.ledger;

import dev.parley.comment.Action;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.screening.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** The words the log has for what was done. */
public final class LogActions {
  /** A decision was taken back. */
  public static final String UNDO = "undo";

  /** An author changed the text. */
  public static final String EDIT = "edit";

  /** An author took a comment back, or a moderator deleted it. */
  public static final String DELETE = Action.DELETE.code();

  /** An author objected to a restriction. */
  public static final String APPEAL = "appeal";

  /** Somebody gave notice that a comment is illegal. */
  public static final String NOTICE = "notice";

  private LogActions() {}

  /** All of them: what moderators decide first, what administrators do last. */
  public static List<String> codes() {
    return Stream.of(
            Stream.of(Action.values()).map(Action::code),
            Stream.of(UNDO),
            Stream.of(Verdict.values()).map(Verdict::code),
            Stream.of(EDIT, APPEAL, NOTICE),
            Stream.of(Kind.values()).map(Kind::code))
        .flatMap(codes -> codes)
        .distinct()
        .toList();
  }
}
