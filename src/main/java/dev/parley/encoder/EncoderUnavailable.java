package dev.parley.encoder;

/** The encoder cannot run here: its weights or its native library are missing. */
public final class EncoderUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  EncoderUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
