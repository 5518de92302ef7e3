package dev.parley.smtp;

import java.time.Instant;
import java.util.Optional;

/**
 * A message to one person.
 *
 * @param id its {@code Message-ID} without brackets; the same when it is sent again
 * @param conversation the id that all messages of one conversation refer to; empty when it stands
 *     alone
 * @param unsubscribe an address that ends such messages when a program posts to it (RFC 8058)
 * @param fromName shown beside the sender's address
 * @param text the plain part
 * @param html the other part, which says the same
 */
public record Message(
    String to,
    String id,
    Optional<String> conversation,
    Optional<String> unsubscribe,
    String fromName,
    String subject,
    String text,
    String html,
    Instant date) {}
