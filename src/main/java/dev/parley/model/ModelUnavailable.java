package dev.parley.model;

/**
 * A model cannot be used, because its file is missing or damaged. The caller must report this and
 * must not take it for a low score.
 */
public final class ModelUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  ModelUnavailable(String message) {
    super(message);
  }

  ModelUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
