/**
 * Mail to readers and moderators: who wants to be told of what, the queue of messages, and their
 * words. What happens is heard from the outbox, so no request waits for a mail.
 */
@NullMarked
package dev.parley.mail;

import org.jspecify.annotations.NullMarked;
