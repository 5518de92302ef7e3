package dev.parley.archive;

/** Why a record of an archive is not taken. */
public enum Skip {
  NO_TEXT("It has no text that a reader could see."),
  NO_TIME("It does not say when it was written."),
  NO_PAGE("It does not say which page it is on."),
  PINGBACK("It is a pingback or trackback, which another site's program sent."),
  OTHER_TYPE("A plugin stores it among the comments, but it is not a comment."),
  ANSWERS_ITSELF("It answers a comment that answers it."),
  DAMAGED("It cannot be read.");

  private final String sentence;

  Skip(String sentence) {
    this.sentence = sentence;
  }

  /** The reason, for people. */
  public String sentence() {
    return sentence;
  }
}
