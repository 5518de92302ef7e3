package dev.parley.text;

import java.util.Arrays;

/** Characters that grow one by one, each with the stretch of the original text it came from. */
final class FoldedText {
  private final String original;
  char[] characters;
  int[] starts;
  int[] ends;
  int length;

  FoldedText(String original, int capacity) {
    this.original = original;
    characters = new char[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  /** The folding of each code point of a text, in order. */
  static FoldedText of(String original) {
    FoldedText folded = new FoldedText(original, original.length() + 8);
    for (int i = 0; i < original.length(); ) {
      int codePoint = original.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      String becomes = Folding.of(codePoint);
      for (int k = 0; k < becomes.length(); k++) {
        folded.add(becomes.charAt(k), i, next);
      }
      i = next;
    }
    return folded;
  }

  void add(char character, int start, int end) {
    if (length == characters.length) {
      int capacity = length * 2 + 8;
      characters = Arrays.copyOf(characters, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    characters[length] = character;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  char at(int index) {
    return index < 0 || index >= length ? ' ' : characters[index];
  }

  /** An empty text of the same original. */
  FoldedText another() {
    return new FoldedText(original, length);
  }

  /** Whether a character is the one its author wrote, or white space as they did. */
  boolean written(int index) {
    char before = original.charAt(starts[index]);
    return before == characters[index] || characters[index] == ' ' && Folding.space(before);
  }

  String text(int from, int to) {
    return new String(characters, from, to - from);
  }

  @Override
  public String toString() {
    return text(0, length);
  }
}
