package dev.parley.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that is due, taken under a lease.
 *
 * @param recipient a subscriber or a moderator
 * @param key what it is about: once to each recipient
 * @param attempts how often it was tried, this time included
 * @param expiresAt when it is given up
 */
record QueuedMail(
    int site,
    UUID id,
    MailKind kind,
    UUID recipient,
    String key,
    int attempts,
    Instant expiresAt) {}
