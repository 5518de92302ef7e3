package dev.parley.comment;

import dev.parley.text.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * Who sends a comment, and how.
 *
 * @param name the author's name, read
 * @param website where the author's name leads
 * @param address the IP address it comes from; empty when a program does not tell
 * @param formTime how long the form was open; empty when the client did not say
 * @param trapped whether a field no person sees was filled in
 */
public record Sender(
    Author author,
    Reading name,
    Optional<Website> website,
    Optional<String> address,
    Optional<Duration> formTime,
    boolean trapped) {

  /** An author who sends something, with their name and website read. */
  public static Sender of(
      Author author, Optional<String> address, Optional<Duration> formTime, boolean trapped) {
    return new Sender(
        author,
        Reading.of(author.name()),
        author.url().map(Website::of),
        address,
        formTime,
        trapped);
  }
}
