package dev.parley.imports;

/** The database did not answer, however long an import waited. */
final class WaitedTooLong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WaitedTooLong(String words, Throwable cause) {
    super(words, cause);
  }
}
