package dev.parley.comment;

import dev.parley.comment.Regions.Region;
import dev.parley.text.Span;
import dev.parley.text.WebAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * The text of a body as a reader sees it, with the place of each character in the body. Markdown
 * signs are gone and entities are the characters they stand for. A link whose words do not tell
 * where it leads has its address at the end of its paragraph, as on a printed page. Line breaks and
 * the signs of quotes and lists stay as written.
 *
 * <p>For a body without any markup it is the body itself.
 */
final class SeenText {
  private final StringBuilder text = new StringBuilder();
  private int[] starts;
  private int[] ends;
  private final List<Span> code = new ArrayList<>();
  private final List<Span> told = new ArrayList<>();
  private final List<WebAddress> followed = new ArrayList<>();

  private SeenText(int capacity) {
    starts = new int[capacity];
    ends = new int[capacity];
  }

  /** A body whose every character is seen. */
  static SeenText whole(String body) {
    SeenText seen = new SeenText(0);
    seen.text.append(body);
    return seen;
  }

  static SeenText of(QuoteEnds.Marked source, Node document, Regions regions, boolean tags) {
    SeenText seen = new SeenText(source.text().length() + 16);
    Pieces pieces = new Pieces(tags);
    document.accept(pieces);
    seen.new Writer(source, pieces.all).write(regions);
    pieces.all.stream().flatMap(piece -> piece.address().stream()).forEach(seen.followed::add);
    return seen;
  }

  String text() {
    return text.toString();
  }

  /** The stretches that are code, in order. */
  List<Span> code() {
    return code;
  }

  /** Where it tells what a link leads to, in order: words that do not stand there for a reader. */
  List<Span> told() {
    return told;
  }

  /** The addresses a browser would follow from it. */
  List<WebAddress> followed() {
    return followed;
  }

  /** The stretch of the body that a stretch of this text comes from. */
  Span original(Span span) {
    if (ends.length == 0 || span.length() <= 0) {
      return span;
    }
    int start = starts[span.start()];
    return new Span(start, Math.max(start, ends[span.end() - 1]));
  }

  private void put(char c, int start, int end) {
    int length = text.length();
    if (length == starts.length) {
      starts = Arrays.copyOf(starts, 2 * length + 16);
      ends = Arrays.copyOf(ends, 2 * length + 16);
    }
    starts[length] = start;
    ends[length] = end;
    text.append(c);
  }

  /**
   * Something a reader sees, and the stretch of the source it comes from.
   *
   * @param told the address added for a link whose words do not tell where it leads; empty for
   *     anything else
   * @param address the destination of a link
   */
  private record Piece(
      String literal,
      List<SourceSpan> spans,
      boolean isCode,
      String told,
      Optional<WebAddress> address) {
    static Piece of(String literal, Node node, boolean isCode) {
      return new Piece(literal, node.getSourceSpans(), isCode, "", Optional.empty());
    }

    SourceOffsets offsets(String source) {
      return SourceOffsets.of(source, spans, literal, isCode);
    }

    int begin() {
      return spans.isEmpty() ? 0 : spans.get(0).getInputIndex();
    }

    int end() {
      SourceSpan last = spans.get(spans.size() - 1);
      return last.getInputIndex() + last.getLength();
    }
  }

  /** Collects the pieces of a document in the order of the source. */
  private static final class Pieces extends AbstractVisitor {
    private final boolean tags;
    private final List<Piece> all = new ArrayList<>();

    Pieces(boolean tags) {
      this.tags = tags;
    }

    @Override
    public void visit(Text part) {
      all.add(Piece.of(part.getLiteral(), part, false));
    }

    @Override
    public void visit(Code part) {
      all.add(Piece.of(part.getLiteral(), part, true));
    }

    @Override
    public void visit(HtmlInline html) {
      if (!tags) {
        all.add(Piece.of(html.getLiteral(), html, false));
        return;
      }
      HtmlTag tag = HtmlTag.of(html.getLiteral());
      if (tag.separates()) {
        all.add(Piece.of("\n", html, false));
      }
      // In the form the models were trained on: as HTML.
      tag.address()
          .ifPresent(
              address -> add(html, "<a href=\"" + address.legible() + "\">", Optional.of(address)));
    }

    @Override
    public void visit(Link link) {
      int first = all.size();
      visitChildren(link);
      StringBuilder words = new StringBuilder();
      all.subList(first, all.size()).forEach(piece -> words.append(piece.literal()));
      link(words.toString(), link.getDestination(), link);
    }

    private void link(String words, String destination, Node node) {
      Optional<WebAddress> address = WebAddress.of(destination);
      boolean told =
          address.isPresent() && WebAddress.typed(words).equals(address)
              || destination.equals("mailto:" + words);
      String target = address.map(WebAddress::legible).orElse(destination);
      add(node, told ? "" : "(" + target + ")", address);
    }

    private void add(Node node, String told, Optional<WebAddress> address) {
      all.add(new Piece("", node.getSourceSpans(), false, told, address));
    }
  }

  /** Writes the seen text along the source, with what is seen of each region. */
  private final class Writer {
    private final QuoteEnds.Marked source;
    private final List<Piece> pieces;
    private final List<Piece> links = new ArrayList<>();
    private int next;
    private int cursor;

    Writer(QuoteEnds.Marked source, List<Piece> pieces) {
      this.source = source;
      this.pieces = pieces;
    }

    void write(Regions regions) {
      for (Region region : regions.all()) {
        copy(region.begin());
        switch (region.kind()) {
          case LINE -> line(region.end());
          case LAST_LINE -> {
            line(region.end());
            tellLinks();
          }
          case CODE -> {
            int begin = text.length();
            copy(region.end());
            code.add(new Span(begin, text.length()));
          }
          case HIDDEN -> cursor = Math.max(cursor, region.end());
        }
      }
      copy(source.text().length());
      tellLinks();
    }

    private void copy(int end) {
      for (; cursor < end; cursor++) {
        SeenText.this.put(
            source.text().charAt(cursor), source.original(cursor), source.original(cursor + 1));
      }
    }

    /** Skips Markdown signs; white space between words stays. */
    private void pass(int end) {
      boolean blank = true;
      for (int i = cursor; i < end && blank; i++) {
        blank = Character.isWhitespace(source.text().charAt(i));
      }
      if (blank) {
        copy(end);
      }
      cursor = Math.max(cursor, end);
    }

    private void line(int end) {
      while (next < pieces.size() && pieces.get(next).begin() < end) {
        Piece piece = pieces.get(next++);
        if (!piece.told().isEmpty()) {
          links.add(piece);
        }
        if (!piece.literal().isEmpty()) {
          pass(piece.begin());
          int begin = text.length();
          put(piece);
          if (piece.isCode()) {
            code.add(new Span(begin, text.length()));
          }
          cursor = Math.max(cursor, piece.end());
        }
      }
      pass(end);
    }

    private void put(Piece piece) {
      String literal = piece.literal();
      SourceOffsets offsets = piece.offsets(source.text());
      for (int i = 0; i < literal.length(); i++) {
        SeenText.this.put(
            literal.charAt(i),
            source.original(offsets.starts()[i]),
            source.original(offsets.ends()[i]));
      }
    }

    private void tellLinks() {
      int begin = text.length();
      for (Piece link : links) {
        String told = " " + link.told();
        for (int i = 0; i < told.length(); i++) {
          SeenText.this.put(
              told.charAt(i), source.original(link.begin()), source.original(link.end()));
        }
      }
      if (!links.isEmpty()) {
        SeenText.this.told.add(new Span(begin, text.length()));
      }
      links.clear();
    }
  }
}
