package dev.parley.smtp;

/**
 * What a server made of a message.
 *
 * @param reply its answer's numbers, such as {@code 550 5.1.1}; the words are left out, for they
 *     repeat the address. Empty when there was no answer.
 */
public record Delivery(Kind kind, String reply) {

  /** What it means for the message and its address. */
  public enum Kind {
    /** The server has it, and answers for it from here on. */
    ACCEPTED,
    /** Not now: it is busy, lists senders as unknown at first, or was not reached. */
    LATER,
    /** There is no such address, for ever. */
    NO_SUCH_ADDRESS,
    /** This message is never taken, which says nothing about the address. */
    REFUSED
  }

  static final Delivery ACCEPTED = new Delivery(Kind.ACCEPTED, "");
}
