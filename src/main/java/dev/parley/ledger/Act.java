package dev.parley.ledger;

import dev.parley.comment.Action;
import dev.parley.comment.ReaderHash;
import dev.parley.comment.Status;
import dev.parley.comment.Transitions.Locked;
import dev.parley.moderator.Moderator;
import dev.parley.screening.Screened;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something somebody does on a site, once it is admitted and the comments it is about are locked.
 * New comments are written in groups by one statement of their own, with the same rows of the log.
 */
public sealed interface Act {
  /** The site it happens on. */
  int site();

  /** An act about comments. */
  sealed interface OnComments extends Act {
    /** As they stood before. */
    List<Locked> comments();

    /** The id of the log's row, by comment. */
    Map<UUID, UUID> ids();

    /** Where all of them stand afterwards. */
    Status after();

    /** Where moderators are told that one of them stands afterwards. */
    default Status told(Locked before) {
      return after();
    }
  }

  /** An act about one comment. */
  sealed interface OnOne extends OnComments {
    /** As it stood before. */
    Locked comment();

    /** The id of the log's row. */
    UUID id();

    @Override
    default List<Locked> comments() {
      return List.of(comment());
    }

    @Override
    default Map<UUID, UUID> ids() {
      return Map.of(comment().id(), id());
    }
  }

  /**
   * A moderator decides.
   *
   * @param tell whether the author is told the reason
   * @param read whether each was read before, and so answers a blind check
   * @param ban the ban it is done with
   */
  record Decided(
      int site,
      List<Locked> comments,
      Map<UUID, UUID> ids,
      Moderator by,
      Action action,
      Optional<String> reason,
      Optional<String> note,
      boolean tell,
      boolean read,
      Optional<UUID> ban,
      Instant at)
      implements OnComments {
    @Override
    public Status after() {
      return action.result();
    }
  }

  /**
   * A moderator takes a decision back: all is as it was before.
   *
   * @param decision the id of what is undone
   * @param blind whether it answered a blind check, which waits again: not while a report is open
   */
  record Undone(
      int site,
      Locked comment,
      UUID id,
      Moderator by,
      UUID decision,
      Status after,
      boolean blind,
      Instant at)
      implements OnOne {
    @Override
    public Status told(Locked before) {
      return blind ? Status.PENDING : after;
    }
  }

  /**
   * An author changes the text.
   *
   * @param reason why it is restricted, if it is
   */
  record Edited(
      int site, Locked comment, UUID id, Status after, Screened screened, Optional<String> reason)
      implements OnOne {
    @Override
    public Status told(Locked before) {
      return before.status() == after ? before.told() : after;
    }
  }

  /** An author takes a comment back. */
  record Withdrawn(int site, Locked comment, UUID id, Instant at) implements OnOne {
    @Override
    public Status after() {
      return Status.DELETED;
    }
  }

  /**
   * Comments go because their author is erased. What else is known of the author goes in the same
   * transaction.
   *
   * @param by the administrator who erases; empty for a command and for the author
   */
  record Erased(
      int site, List<Locked> comments, Map<UUID, UUID> ids, Optional<Moderator> by, Instant at)
      implements OnComments {
    @Override
    public Status after() {
      return Status.DELETED;
    }
  }

  /**
   * A reader reports a comment that is shown, whose row is locked. It has no row of the log, where
   * stands what was decided: a report decides nothing, has a row of its own that says as much, and
   * is kept in the log by the decision that answers it, as the number of reports that were open.
   *
   * @param reason one of {@link dev.parley.comment.ReportReasons}
   */
  record Reported(int site, UUID comment, ReaderHash reader, String reason, Optional<String> detail)
      implements Act {}

  /**
   * An author objects to a restriction of a comment, which is locked.
   *
   * @param id of the appeal and of its row in the log
   * @param against the moderator who restricted it; empty for a rule
   */
  record Appealed(int site, UUID comment, UUID id, Optional<UUID> against, String text, Instant at)
      implements Act {}

  /**
   * Somebody gives notice that a comment which is shown, and whose row is locked, is illegal. That
   * is a report too, however many there are of one reader.
   *
   * @param id of the notice and of its row in the log
   */
  record Noticed(
      int site,
      UUID comment,
      UUID id,
      String explanation,
      Optional<String> name,
      Optional<String> email,
      Instant at)
      implements Act {}

  /**
   * Somebody does something who is not signed in: whoever operates the server, by a command, or a
   * reader who proves to be an author.
   *
   * @param note what exactly, in words for the log
   */
  record Operated(int site, Administered.Kind kind, String note) implements Act {}

  /**
   * A moderator does something that is about no comment.
   *
   * @param author whom it is about
   * @param note what exactly, in words for the log
   */
  record Administered(
      int site,
      Moderator by,
      Kind kind,
      Optional<UUID> author,
      Optional<String> reason,
      Optional<String> note)
      implements Act {

    /** Without an author and a reason. */
    public static Administered of(int site, Moderator by, Kind kind, String note) {
      return new Administered(
          site, by, kind, Optional.empty(), Optional.empty(), Optional.of(note));
    }

    /** What it is. */
    public enum Kind {
      ARTICLE("article"),
      BAN("ban"),
      BAN_PROPOSED("ban-proposed"),
      BAN_DECLINED("ban-declined"),
      DRIFT("drift"),
      UNBAN("unban"),
      EMAIL_VIEW("email-view"),
      ERASURE("erasure"),
      EXPORT("export"),
      IMPORT("import"),
      INVITATION("invitation"),
      MODEL("model"),
      MODERATOR("moderator"),
      MODERATOR_REMOVED("moderator-removed"),
      PASSWORD("password"),
      POLICY("policy"),
      PURGE("purge"),
      PURGE_UNDONE("purge-undone"),
      SECOND_FACTOR("second-factor"),
      SITE("site"),
      TOKEN("token"),
      TOKEN_REMOVED("token-removed"),
      WEBHOOK("webhook");

      private final String code;

      Kind(String code) {
        this.code = code;
      }

      /** The word of the API. */
      public String code() {
        return code;
      }
    }
  }
}
