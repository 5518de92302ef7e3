package dev.parley.comment;

import dev.parley.text.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * Who sends a comment, and how.
 *
 * @param name the author's name
 * @param website the web address that the author gives
 * @param address the IP address it comes from; empty when a program does not send it
 * @param formTime how long the form was open; empty when the client does not say
 * @param trapped whether the field that people do not see was filled in
 */
public record Sender(
    Author author,
    Reading name,
    Optional<Website> website,
    Optional<String> address,
    Optional<Duration> formTime,
    boolean trapped) {

  /** The sender for an author, whose name and website are read here. */
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
