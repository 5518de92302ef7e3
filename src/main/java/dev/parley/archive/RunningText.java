package dev.parley.archive;

import dev.parley.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the blocks of a text. Of white space it keeps one space, and none at the ends of lines;
 * spaces and line breaks at the ends of an element move out of it. Two line breaks end a paragraph.
 */
final class RunningText {
  /** An element that may be open. */
  enum Kind {
    EMPHASIS,
    STRONG,
    LINK
  }

  /**
   * An element that has begun.
   *
   * @param address of a link
   */
  record Open(Kind kind, String address) {
    private Inline around(List<Inline> content) {
      return kind == Kind.LINK
          ? new Inline.Link(address, content)
          : Inline.Styled.of(kind == Kind.STRONG, content);
    }
  }

  /** Parts that stand in the same element. */
  private static final class Parts {
    private final List<Inline> parts = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();

    void add(Inline part) {
      endWords();
      parts.add(part);
    }

    private void endWords() {
      if (words.length() > 0) {
        parts.add(new Inline.Words(words.toString()));
        words.setLength(0);
      }
    }

    List<Inline> all() {
      endWords();
      return List.copyOf(parts);
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  /** All open elements, the outermost first. */
  private final List<Open> open = new ArrayList<>();

  /** The paragraph's parts, and those of the open elements that already show something. */
  private final List<Parts> shown = new ArrayList<>(List.of(new Parts()));

  private boolean empty = true;
  private boolean space;
  private int breaks;

  void open(Open element) {
    open.add(element);
  }

  /** Closes the element opened last. One that shows nothing leaves nothing. */
  void close() {
    Open element = open.remove(open.size() - 1);
    if (shown.size() > open.size() + 1) {
      Parts parts = shown.remove(shown.size() - 1);
      last().add(element.around(parts.all()));
    }
  }

  void characters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
        space = true;
      } else {
        show();
        last().words.append(c);
      }
    }
  }

  void breakLine() {
    breaks++;
    space = false;
  }

  /** Program text, in which white space is single spaces. */
  void code(String text) {
    String bare = text.strip();
    space |= text.startsWith(" ");
    if (!bare.isEmpty()) {
      show();
      last().add(new Inline.Code(bare));
    }
    space |= text.endsWith(" ");
  }

  /** Does what was put off until something is shown. */
  private void show() {
    if (breaks > 1 && shown.size() == 1) {
      endParagraph();
    }
    if (!empty) {
      for (int i = 0; i < breaks; i++) {
        last().add(new Inline.Break());
      }
      if (breaks == 0 && space) {
        last().words.append(' ');
      }
    }
    while (shown.size() <= open.size()) {
      shown.add(new Parts());
    }
    empty = false;
    space = false;
    breaks = 0;
  }

  private Parts last() {
    return shown.get(shown.size() - 1);
  }

  private void endParagraph() {
    List<Inline> parts = last().all();
    if (Visible.shows(Inline.text(parts))) {
      blocks.add(new Block.Paragraph(parts));
    }
    shown.set(0, new Parts());
    empty = true;
    space = false;
    breaks = 0;
  }

  /** Ends the paragraph. Answers whether it ends within an element. */
  boolean end() {
    boolean torn = !open.isEmpty();
    if (!torn) {
      endParagraph();
    }
    return torn;
  }

  /** Adds a block behind the ended paragraph. */
  void add(Block block) {
    blocks.add(block);
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }
}
