package dev.parley.encoder;

/** A network cannot run here: a file of it or the native library is missing or does not fit. */
public final class EncoderUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  EncoderUnavailable(String message) {
    super(message);
  }

  EncoderUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
