package dev.parley.comment;

import dev.parley.comment.SourceLines.Places;
import dev.parley.text.Span;
import java.util.IdentityHashMap;
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
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Puts marks around the letters that stretches of the body are shown as. Each mark lies within one
 * element, so marks that overlap in the body never tear one, and says where it begins in the body.
 * What is written in a link's address shows in its words.
 */
final class Marks extends AbstractVisitor {
  private final SourceLines source;
  private final List<Span> spans;
  private final IdentityHashMap<Text, Places> places = new IdentityHashMap<>();

  /** What the address of the link around is marked for. */
  private Optional<Span> address = Optional.empty();

  Marks(SourceLines source, List<Span> spans) {
    this.source = source;
    this.spans = spans;
  }

  /** Elements around other nodes, which commonmark has no node for. */
  static final class Wrapped extends CustomNode {
    private final List<String> elements;
    private final Map<String, String> attributes;

    Wrapped(List<String> elements, Map<String, String> attributes) {
      this.elements = elements;
      this.attributes = attributes;
    }
  }

  /**
   * Renders {@link Wrapped}, and the parts of a split text, for which commonmark looks by class.
   */
  record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Wrapped.class, TextPart.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof Wrapped wrapped) {
        render(wrapped);
      } else {
        context.getWriter().text(((Text) node).getLiteral());
      }
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
      int behindWords = source.end(last.getSourceSpans());
      int end = source.end(link.getSourceSpans());
      address = first(span -> span.start() >= behindWords && span.start() < end);
    }
    visitChildren(link);
    address = around;
  }

  @Override
  public void visit(Text text) {
    Text whole = text instanceof TextPart part ? part.whole() : text;
    int from = text instanceof TextPart part ? part.from() : 0;
    if (whole.getSourceSpans().isEmpty()) {
      return;
    }
    Places known =
        places.computeIfAbsent(whole, one -> source.places(one.getLiteral(), one.getSourceSpans()));
    replace(text, text.getLiteral(), known, from, List.of());
  }

  @Override
  public void visit(Code code) {
    if (!code.getSourceSpans().isEmpty()) {
      Places known = source.places(code.getLiteral(), code.getSourceSpans());
      replace(code, code.getLiteral(), known, 0, List.of("code"));
    }
  }

  @Override
  public void visit(FencedCodeBlock block) {
    if (block.getSourceSpans().size() > 1) {
      // The first line is the fence, with words nobody is shown.
      var lines = block.getSourceSpans().subList(1, block.getSourceSpans().size());
      Places known = source.places(block.getLiteral(), lines);
      replace(block, block.getLiteral(), known, 0, List.of("pre", "code"));
    }
  }

  /** Puts a text with marks in the place of a node, if there is anything to mark in it. */
  private void replace(Node node, String text, Places known, int from, List<String> elements) {
    Wrapped marked = new Wrapped(elements, Map.of());
    boolean any = false;
    int begin = 0;
    for (int i = 1; i <= text.length(); i++) {
      List<Span> here = covering(known, from + begin);
      if (i == text.length() || !covering(known, from + i).equals(here)) {
        Node piece = new Text(text.substring(begin, i));
        if (!here.isEmpty()) {
          any = true;
          piece = mark(piece, place(known, from + begin, here));
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

  /** What a letter is marked for. */
  private List<Span> covering(Places known, int i) {
    if (address.isPresent()) {
      return List.of(address.get());
    }
    return spans.stream()
        .filter(span -> span.start() < known.ends()[i] && known.starts()[i] < span.end())
        .toList();
  }

  /** A place in the body that lies in all of these: a letter may be written with many signs. */
  private static int place(Places known, int i, List<Span> here) {
    return here.stream().mapToInt(Span::start).reduce(known.starts()[i], Math::max);
  }

  private Optional<Span> first(Predicate<Span> which) {
    return spans.stream().filter(which).findFirst();
  }
}
