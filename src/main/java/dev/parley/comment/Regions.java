package dev.parley.comment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * The regions of a Markdown source, in order: lines of paragraphs, code, and invisible parts.
 * Between them lie the signs of quotes and lists, and blank lines.
 */
final class Regions {
  /** The kind of a region. */
  enum Kind {
    LINE,
    LAST_LINE,
    CODE,
    HIDDEN
  }

  record Region(Kind kind, int begin, int end) {}

  private final List<Region> all = new ArrayList<>();

  private Regions() {}

  static Regions of(QuoteEnds.Marked source, Node document) {
    Regions regions = new Regions();
    document.accept(regions.new Blocks());
    regions.putIn(source);
    regions.all.sort(Comparator.comparingInt(Region::begin));
    return regions;
  }

  List<Region> all() {
    return all;
  }

  private void putIn(QuoteEnds.Marked source) {
    for (int i = 0; i < source.places().length; i++) {
      if (source.isPutIn(i)) {
        add(Kind.HIDDEN, i, i + 1);
      }
    }
  }

  private void add(Kind kind, int begin, int end) {
    all.add(new Region(kind, begin, end));
  }

  private void add(Kind kind, SourceSpan span) {
    add(kind, span.getInputIndex(), span.getInputIndex() + span.getLength());
  }

  private final class Blocks extends AbstractVisitor {
    @Override
    public void visit(Paragraph paragraph) {
      List<SourceSpan> lines = paragraph.getSourceSpans();
      for (int i = 0; i < lines.size(); i++) {
        add(i == lines.size() - 1 ? Kind.LAST_LINE : Kind.LINE, lines.get(i));
      }
    }

    @Override
    public void visit(FencedCodeBlock code) {
      List<SourceSpan> lines = code.getSourceSpans();
      for (int i = 0; i < lines.size(); i++) {
        boolean fence = i == 0 || i == lines.size() - 1 && code.getClosingFenceLength() != null;
        add(fence ? Kind.HIDDEN : Kind.CODE, lines.get(i));
      }
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      definition.getSourceSpans().forEach(line -> add(Kind.HIDDEN, line));
    }
  }
}
