package dev.parley.webhook;

import java.util.Optional;

/**
 * What the members of a chat read of an event, as plain text.
 *
 * @param sentence what happened
 * @param excerpt how the comment begins, on one line
 * @param link where there is more
 */
record ChatMessage(String sentence, Optional<String> excerpt, Optional<Link> link) {
  /** An address, and the words that lead there. */
  record Link(String words, String address) {}

  /** The excerpt as a quotation. */
  Optional<String> quotation() {
    return excerpt.map(text -> "“" + text + "”");
  }
}
