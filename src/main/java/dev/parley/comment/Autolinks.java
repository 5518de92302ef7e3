package dev.parley.comment;

import dev.parley.text.WebAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/**
 * Turns web and e-mail addresses in running text into links. An address ends before a closing
 * quote, an ideographic full stop or any other punctuation outside ASCII; where such a sign belongs
 * to an address, it is percent-encoded.
 */
final class Autolinks extends AbstractVisitor {
  private static final LinkExtractor ADDRESSES =
      LinkExtractor.builder()
          .linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW, LinkType.EMAIL))
          .build();

  private static final char WIDE_AT = '\uFF20';

  /**
   * Signs that belong to an address only if more of it follows: dashes, the middle dot and the
   * joiners of some scripts.
   */
  private static final String INSIDE_ONLY = "\u2010\u2011\u2013\u2014\u2015\u00B7\u200C\u200D";

  private static final String TRAILING = ".,:;!?'\"*_~";

  private final String source;

  /**
   * @param source the text the document was parsed from
   */
  Autolinks(String source) {
    this.source = source;
  }

  @Override
  public void visit(Link link) {
    // It is a link already.
  }

  @Override
  public void visit(Image image) {
    // Its text becomes the text of a link.
  }

  @Override
  public void visit(Text text) {
    String written = text.getLiteral();
    if (!isLikely(written)) {
      return;
    }
    Parts parts = new Parts(text, SourceOffsets.of(source, text));
    int done = 0;
    for (LinkSpan span : ADDRESSES.extractLinks(written)) {
      String address = written.substring(span.getBeginIndex(), end(written, span));
      String left = written.substring(span.getBeginIndex() + address.length(), span.getEndIndex());
      // Programs disagree on where a host begins when an @ follows such a sign.
      Optional<String> destination =
          left.indexOf('@') >= 0 || left.indexOf(WIDE_AT) >= 0
              ? Optional.empty()
              : destination(span.getType(), address);
      if (destination.isPresent()) {
        parts.text(done, span.getBeginIndex());
        done = span.getBeginIndex() + address.length();
        parts.link(destination.get(), span.getBeginIndex(), done);
      }
    }
    if (done > 0) {
      parts.text(done, written.length());
      text.unlink();
    }
  }

  /** Every address has one of these signs. */
  private static boolean isLikely(String text) {
    return text.contains("://") || text.indexOf('@') > 0 || text.indexOf('.') > 0;
  }

  /** The parts of a text, each with its place in the source. */
  private static final class Parts {
    private final String written;
    private final SourceOffsets offsets;
    private Node last;

    Parts(Text text, SourceOffsets offsets) {
      this.written = text.getLiteral();
      this.offsets = offsets;
      this.last = text;
    }

    void text(int from, int to) {
      if (from < to) {
        after(part(from, to));
      }
    }

    void link(String destination, int from, int to) {
      Link link = new Link(destination, null);
      link.setSourceSpans(List.of(offsets.part(from, to)));
      link.appendChild(part(from, to));
      after(link);
    }

    private Text part(int from, int to) {
      Text part = new Text(written.substring(from, to));
      part.setSourceSpans(List.of(offsets.part(from, to)));
      return part;
    }

    private void after(Node next) {
      last.insertAfter(next);
      last = next;
    }
  }

  private static Optional<String> destination(LinkType type, String address) {
    return switch (type) {
      case URL -> WebAddress.of(address).map(WebAddress::address);
      case WWW -> WebAddress.typed(address).map(WebAddress::address);
      case EMAIL -> WebAddress.mailbox("mailto:" + address);
    };
  }

  private static int end(String text, LinkSpan span) {
    int from = span.getBeginIndex();
    int end = from;
    while (end < span.getEndIndex() && !endsAddress(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    while (end > from && INSIDE_ONLY.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end == span.getEndIndex() ? end : trimmed(text, from, end);
  }

  /**
   * Whether an invisible sign or punctuation outside ASCII ends an address; signs that also stand
   * inside words do not.
   */
  private static boolean endsAddress(int codePoint) {
    if (codePoint < 128 || INSIDE_ONLY.indexOf(codePoint) >= 0) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.FORMAT,
          Character.SPACE_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** The end of an address without the punctuation that ends up behind it. */
  private static int trimmed(String text, int from, int to) {
    int end = to;
    while (end > from
        && (TRAILING.indexOf(text.charAt(end - 1)) >= 0
            || text.charAt(end - 1) == ')' && !balanced(text, from, end))) {
      end--;
    }
    return end;
  }

  private static boolean balanced(String text, int from, int to) {
    String address = text.substring(from, to);
    return address.chars().filter(c -> c == ')').count()
        <= address.chars().filter(c -> c == '(').count();
  }
}
