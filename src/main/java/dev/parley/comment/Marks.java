package dev.parley.comment;

import dev.parley.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Puts marks into the rendered HTML around given stretches of the body. Each mark lies within one
 * element, so overlapping stretches never tear an element apart, and tells where it begins in the
 * body. A stretch in a link's address is marked in the link's words.
 */
final class Marks extends AbstractVisitor {
  private final QuoteEnds.Marked source;
  private final List<Span> spans;

  /** What the address of the surrounding link is marked for. */
  private Optional<Span> address = Optional.empty();

  Marks(QuoteEnds.Marked source, List<Span> spans) {
    this.source = source;
    this.spans = spans;
  }

  /** An element around other nodes that commonmark has no node for. */
  static final class Wrapped extends CustomNode {
    private final List<String> elements;
    private final Map<String, String> attributes;

    Wrapped(List<String> elements, Map<String, String> attributes) {
      this.elements = elements;
      this.attributes = attributes;
    }
  }

  /** Renders {@link Wrapped}. */
  record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Wrapped.class);
    }

    @Override
    public void render(Node node) {
      render((Wrapped) node);
    }

    private void render(Wrapped wrapped) {
      boolean block = wrapped.elements.contains("pre");
      if (block) {
        context.getWriter().line();
      }
      wrapped.elements.forEach(name -> context.getWriter().tag(name, wrapped.attributes));
      for (Node child = wrapped.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      for (int i = wrapped.elements.size() - 1; i >= 0; i--) {
        context.getWriter().tag("/" + wrapped.elements.get(i));
      }
      if (block) {
        context.getWriter().line();
      }
    }
  }

  @Override
  public void visit(Link link) {
    Optional<Span> around = address;
    Node last = link.getLastChild();
    if (!link.getSourceSpans().isEmpty() && last != null && !last.getSourceSpans().isEmpty()) {
      int behindWords = end(last);
      int end = end(link);
      address = first(span -> span.start() >= behindWords && span.start() < end);
    }
    visitChildren(link);
    address = around;
  }

  @Override
  public void visit(Text text) {
    if (!text.getSourceSpans().isEmpty()) {
      replace(text, text.getLiteral(), SourceOffsets.of(source.text(), text), List.of());
    }
  }

  @Override
  public void visit(Code code) {
    if (!code.getSourceSpans().isEmpty()) {
      SourceOffsets known =
          SourceOffsets.ofCode(source.text(), code.getSourceSpans(), code.getLiteral());
      replace(code, code.getLiteral(), known, List.of("code"));
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    if (block.getSourceSpans().size() > 1) {
      // The first line is the fence, whose words nobody sees.
      var lines = block.getSourceSpans().subList(1, block.getSourceSpans().size());
      SourceOffsets known = SourceOffsets.ofCode(source.text(), lines, block.getLiteral());
      replace(block, block.getLiteral(), known, List.of("pre", "code"));
    }
  }

  /** Replaces a node by its text with marks, if anything in it is marked. */
  private void replace(Node node, String text, SourceOffsets known, List<String> elements) {
    Wrapped marked = new Wrapped(elements, Map.of());
    boolean any = false;
    int begin = 0;
    for (int i = 1; i <= text.length(); i++) {
      List<Span> here = covering(known, begin);
      if (i == text.length() || !covering(known, i).equals(here)) {
        Node piece = new Text(text.substring(begin, i));
        if (!here.isEmpty()) {
          any = true;
          piece = mark(piece, place(known, begin, here));
        }
        marked.appendChild(piece);
        begin = i;
      }
    }
    if (any) {
      node.insertAfter(marked);
      node.unlink();
    }
  }

  private static Node mark(Node piece, int place) {
    Wrapped mark = new Wrapped(List.of("mark"), Map.of("data-start", Integer.toString(place)));
    mark.appendChild(piece);
    return mark;
  }

  /** What a character is marked for. */
  private List<Span> covering(SourceOffsets known, int i) {
    if (address.isPresent()) {
      return List.of(address.get());
    }
    return spans.stream()
        .filter(
            span ->
                span.start() < source.original(known.ends()[i])
                    && source.original(known.starts()[i]) < span.end())
        .toList();
  }

  /** A place in the body that lies in all of these: several signs may write one character. */
  private int place(SourceOffsets known, int i, List<Span> here) {
    return here.stream()
        .mapToInt(Span::start)
        .reduce(source.original(known.starts()[i]), Math::max);
  }

  /** Where a node ends in the body. */
  private int end(Node node) {
    List<SourceSpan> written = node.getSourceSpans();
    SourceSpan last = written.get(written.size() - 1);
    return source.original(last.getInputIndex() + last.getLength());
  }

  private Optional<Span> first(Predicate<Span> which) {
    return spans.stream().filter(which).findFirst();
  }
}
