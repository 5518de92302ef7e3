package dev.parley.outgoing;

/** An address that could not be reached, or did not answer in time; the message says which. */
public final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswer(String message) {
    super(message, null, false, false);
  }
}
