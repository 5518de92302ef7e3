package dev.parley.page;

import dev.parley.comment.Entry;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadPage;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that one rendering of the page shows.
 *
 * @param page the thread, including the comments the address asks for
 * @param indexed what search engines may read, the same for everyone
 * @param own a comment shown to its author
 * @param form what the reader has written so far
 * @param refusal why it was not posted
 * @param mail whether readers can have mail about replies
 * @param unheard why an objection was not taken
 */
record View(
    Site site,
    PageAddress address,
    ThreadPage page,
    ThreadPage indexed,
    Optional<Own> own,
    Form form,
    Optional<Refusal> refusal,
    boolean mail,
    Instant now,
    Optional<Refusal> unheard) {

  /** The same, with the reason why an objection was not taken. */
  View unheard(Optional<Refusal> why) {
    return new View(site, address, page, indexed, own, form, refusal, mail, now, why);
  }

  /**
   * A comment as its author sees it.
   *
   * @param statement why it was not published; empty when it waits
   * @param appealable whether its author may object
   * @param appeal what has become of their objection
   */
  record Own(
      Entry entry,
      Status status,
      Optional<String> statement,
      boolean appealable,
      Optional<String> appeal) {
    boolean is(Entry other) {
      return entry.id().equals(other.id());
    }
  }

  /** Whether the form in use is the one under that comment. */
  boolean answers(UUID id) {
    return address.reply().filter(id::equals).isPresent();
  }

  /** Why the form under that comment, or the one below the thread, was refused. */
  Optional<Refusal> refusalOf(Optional<UUID> parent) {
    return form.parent().equals(parent) ? refusal : Optional.empty();
  }

  /** The content of the form under that comment, or of the one below the thread. */
  Form formOf(Optional<UUID> parent) {
    return form.parent().equals(parent) ? form : Form.empty(now);
  }
}
