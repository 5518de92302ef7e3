package dev.parley.text;

import java.text.Normalizer;
import java.util.Arrays;

/** Folded characters, added one by one, each with the stretch of the original text it came from. */
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
        if (!folded.compose(becomes.charAt(k), next)) {
          folded.add(becomes.charAt(k), i, next);
        }
      }
      i = next;
    }
    return folded;
  }

  /** Joins a Japanese voicing mark or a part of a Korean syllable to the character before it. */
  private boolean compose(char part, int end) {
    boolean joins =
        part == 0x3099
            || part == 0x309A
            || part >= 0x1161 && part <= 0x1175
            || part >= 0x11A8 && part <= 0x11C2;
    if (!joins || length == 0) {
      return false;
    }
    String whole = Normalizer.normalize("" + characters[length - 1] + part, Normalizer.Form.NFC);
    if (whole.length() != 1) {
      return false;
    }
    characters[length - 1] = whole.charAt(0);
    ends[length - 1] = end;
    return true;
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

  /** The character as its author wrote it, or the first of several. */
  char typed(int index) {
    return original.charAt(starts[index]);
  }

  /** Whether a character is as its author wrote it, or white space as they did. */
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
