package dev.parley.archive;

import java.io.IOException;
import java.io.Reader;

/**
 * Leaves out of an XML text what XML 1.0 forbids and exports nevertheless contain: control
 * characters, halves of surrogate pairs, and references to such characters.
 */
final class XmlCharacters extends Reader {
  private static final int BUFFER = 1 << 14;

  /** A reference to the last character there is, with two zeros before its number. */
  private static final int LONGEST_REFERENCE = 14;

  private final Reader text;
  private final char[] buffer = new char[BUFFER];
  private int next;
  private int end;
  private boolean ended;

  /** Whether the first half of a surrogate pair was copied last. */
  private boolean halved;

  XmlCharacters(Reader text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    int count = 0;
    while (count < length && (next + LONGEST_REFERENCE < end || count == 0 && fill())) {
      count += copy(target, from + count, length - count);
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Reads on, so that a whole reference lies in the buffer. Answers whether anything is there. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end -= next;
    next = 0;
    while (!ended && end <= LONGEST_REFERENCE) {
      int count = text.read(buffer, end, BUFFER - end);
      ended = count < 0;
      end += Math.max(0, count);
    }
    return next < end;
  }

  /** Copies allowed characters as far as references in the buffer are whole. */
  private int copy(char[] target, int from, int length) {
    int last = ended ? end : end - LONGEST_REFERENCE;
    int to = from;
    while (next < last && to < from + length) {
      char c = buffer[next];
      int forbidden = forbidden(c);
      if (forbidden == 0) {
        target[to++] = c;
        next++;
        halved = Character.isHighSurrogate(c);
      } else {
        next += forbidden;
      }
    }
    return to - from;
  }

  /** How many characters to leave out here. */
  private int forbidden(char c) {
    if (c == '&') {
      return reference();
    }
    if (Character.isHighSurrogate(c)) {
      return next + 1 < end && Character.isLowSurrogate(buffer[next + 1]) ? 0 : 1;
    }
    if (Character.isLowSurrogate(c)) {
      return halved ? 0 : 1;
    }
    return Characters.isXml(c) ? 0 : 1;
  }

  /** The length of a reference to a forbidden character; 0 for anything else. */
  private int reference() {
    int most = Math.min(end, next + LONGEST_REFERENCE);
    int at = next + 2;
    if (at >= most || buffer[next + 1] != '#') {
      return 0;
    }
    int radix = buffer[at] == 'x' || buffer[at] == 'X' ? 16 : 10;
    at += radix == 16 ? 1 : 0;
    int begin = at;
    int value = 0;
    while (at < most && Character.digit(buffer[at], radix) >= 0) {
      int more = value * radix + Character.digit(buffer[at++], radix);
      value = Math.min(more, Character.MAX_CODE_POINT + 1);
    }
    boolean whole = at > begin && at < most && buffer[at] == ';';
    return whole && !isAllowed(value) ? at + 1 - next : 0;
  }

  private static boolean isAllowed(int codePoint) {
    return Characters.isXml(codePoint)
        && codePoint <= Character.MAX_CODE_POINT
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
