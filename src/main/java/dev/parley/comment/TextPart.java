package dev.parley.comment;

import org.commonmark.node.Text;

/** A stretch of a text that was split, which knows where in it it stood. */
final class TextPart extends Text {
  private final Text whole;
  private final int from;

  TextPart(Text whole, int from, int to) {
    super(whole.getLiteral().substring(from, to));
    this.whole = whole;
    this.from = from;
  }

  Text whole() {
    return whole;
  }

  int from() {
    return from;
  }
}
