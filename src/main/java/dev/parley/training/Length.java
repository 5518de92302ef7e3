package dev.parley.training;

/** The length of a comment, in code points as it was written. */
enum Length {
  UNDER_50("fewer than 50 characters", 50),
  UNDER_200("50 to 199 characters", 200),
  UNDER_600("200 to 599 characters", 600),
  LONGER("600 characters and more", Integer.MAX_VALUE);

  private final String words;
  private final int below;

  Length(String words, int below) {
    this.words = words;
    this.below = below;
  }

  static Length of(String text) {
    int characters = text.codePointCount(0, text.length());
    Length found = UNDER_50;
    for (Length length : values()) {
      found = length;
      if (characters < length.below) {
        break;
      }
    }
    return found;
  }

  /** Its name in reports. */
  String words() {
    return words;
  }
}
