package dev.parley.outgoing;

/** An address this service sends nothing to; the message says why, for whoever has given it. */
public final class TargetRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TargetRefused(String message) {
    super(message, null, false, false);
  }
}
