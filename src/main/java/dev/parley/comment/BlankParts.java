package dev.parley.comment;

import dev.parley.text.Visible;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Removes what shows nothing: paragraphs and lines of invisible characters, and empty quotes and
 * bullets. An item of a numbered list shows its number, so it stays.
 */
final class BlankParts {
  private BlankParts() {}

  /** Removes the blank parts of a document or block. Answers whether anything is left. */
  static boolean drop(Node block) {
    boolean shows = false;
    Node next;
    for (Node child = block.getFirstChild(); child != null; child = next) {
      next = child.getNext();
      if (shows(child)) {
        shows = true;
      } else {
        child.unlink();
      }
    }
    return shows;
  }

  private static boolean shows(Node block) {
    if (block instanceof Paragraph) {
      Lines lines = new Lines();
      block.accept(lines);
      return lines.shown || lines.shows;
    }
    if (block instanceof FencedCodeBlock code) {
      return Visible.shows(code.getLiteral());
    }
    boolean numbered = block instanceof ListItem && block.getParent() instanceof OrderedList;
    boolean shows = drop(block);
    return shows || numbered;
  }

  /** Goes through a paragraph line by line and removes the breaks after lines that show nothing. */
  private static final class Lines extends AbstractVisitor {
    private boolean shows;
    private boolean shown;

    @Override
    public void visit(Text text) {
      shows |= Visible.shows(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      shows |= Visible.shows(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      // It is shown as written.
      shows = true;
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
      next(lineBreak);
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
      next(lineBreak);
    }

    private void next(Node lineBreak) {
      if (!shows) {
        lineBreak.unlink();
      }
      shown |= shows;
      shows = false;
    }
  }
}
