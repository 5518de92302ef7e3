package dev.parley.model;

/**
 * A model that cannot be used: its file is missing or damaged. Whoever asked must say so and not
 * take it for a low score.
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
