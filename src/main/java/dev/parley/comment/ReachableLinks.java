package dev.parley.comment;

import dev.parley.text.Visible;
import dev.parley.text.WebAddress;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Keeps the links that lead somewhere, and corrects their addresses. A link that cannot be followed
 * keeps its words, followed by its address. An image becomes a link to it, with its description as
 * the words. A link or image without words is removed.
 */
final class ReachableLinks extends AbstractVisitor {
  private boolean inLink;

  @Override
  public void visit(Link link) {
    boolean outer = inLink;
    inLink = true;
    visitChildren(link);
    inLink = outer;
    Optional<String> address = address(link.getDestination());
    if (!Visible.shows(text(link))) {
      link.unlink();
    } else if (address.isPresent()) {
      link.setDestination(address.get());
      link.setTitle(null);
    } else {
      unfold(link, link.getDestination());
    }
  }

  @Override
  public void visit(Image image) {
    visitChildren(image);
    Optional<String> address = address(image.getDestination());
    if (!Visible.shows(text(image))) {
      image.unlink();
    } else if (inLink) {
      unfold(image, "");
    } else if (address.isPresent()) {
      Link link = new Link(address.get(), null);
      link.setSourceSpans(image.getSourceSpans());
      image.insertBefore(link);
      move(image, link);
      image.unlink();
    } else {
      unfold(image, image.getDestination());
    }
  }

  private static Optional<String> address(String destination) {
    return WebAddress.of(destination)
        .map(WebAddress::address)
        .or(() -> WebAddress.mailbox(destination));
  }

  /** Replaces a link by its words, followed by its address. */
  private static void unfold(Node node, String address) {
    boolean told = address.isBlank() || address.equals(text(node));
    Node last = node;
    for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
      last.insertAfter(child);
      last = child;
    }
    if (!told) {
      Text behind = new Text(" (" + address + ")");
      behind.setSourceSpans(node.getSourceSpans());
      last.insertAfter(behind);
    }
    node.unlink();
  }

  private static void move(Node from, Node to) {
    for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
      to.appendChild(child);
    }
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }
}
