package dev.parley.opinion;

/** The operator's model gave no scores; the message says why, without the text or any secret. */
public final class NoOpinion extends Exception {
  private static final long serialVersionUID = 1;

  public NoOpinion(String message) {
    super(message);
  }

  public NoOpinion(String message, Throwable cause) {
    super(message, cause);
  }
}
