package dev.parley.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.owasp.html.Encoding;

/**
 * An XML file, read element by element. It has no document type and therefore no entities of its
 * own, so nothing outside the file is read and nothing grows when it is read.
 */
final class XmlFile implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  /** A longer value is not of a comment: an end tag is missing. */
  private static final int LONGEST = 32 << 20;

  private final ArchiveFile file;
  private final XMLStreamReader reader;

  /** The namespaces met so far. */
  private final Map<String, XmlNamespace> namespaces = new HashMap<>();

  private int depth;

  private XmlFile(ArchiveFile file, XMLStreamReader reader) {
    this.file = file;
    this.reader = reader;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // The JDK also counts &amp; and its like, of which a large export has more than it allows.
    // Others cannot occur.
    factory.setProperty("http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit", "0");
    return factory;
  }

  /** Reads what is in an element that has just begun. */
  interface Taker {
    void take(XmlFile xml) throws IOException;
  }

  /**
   * Opens a file and takes what is in its root.
   *
   * @param root the name of the root element
   */
  static void read(ArchiveFile file, String root, Taker taker) throws IOException {
    try (XmlFile xml = open(file)) {
      xml.root(root);
      taker.take(xml);
    }
  }

  /**
   * The same for a file that may be of either of two kinds.
   *
   * @param other the name of the other kind's root element
   */
  static void read(ArchiveFile file, String root, Taker taker, String other, Taker otherTaker)
      throws IOException {
    try (XmlFile xml = open(file)) {
      xml.root(root, other);
      (xml.is(root) ? taker : otherTaker).take(xml);
    }
  }

  /** Goes on to the root; what stands before it tells nothing. */
  private void root(String... names) throws IOException {
    while (advance() != XMLStreamConstants.START_ELEMENT) {}
    if (Arrays.stream(names).noneMatch(this::is)) {
      throw damaged("It begins with <" + name() + ">, not with <" + names[0] + ">.");
    }
  }

  private static XmlFile open(ArchiveFile file) throws IOException {
    try {
      return new XmlFile(file, FACTORY.createXMLStreamReader(new XmlCharacters(file.text())));
    } catch (XMLStreamException broken) {
      throw fault(file, broken);
    }
  }

  /** Takes each child of the current element. What a call leaves unread of a child is skipped. */
  void children(Taker taker) throws IOException {
    int inside = depth;
    while (depth >= inside) {
      if (advance() == XMLStreamConstants.START_ELEMENT) {
        taker.take(this);
        while (depth > inside) {
          advance();
        }
      }
    }
  }

  /** The text of the current element, without that of its children. */
  String text() throws IOException {
    int inside = depth;
    StringBuilder text = new StringBuilder();
    while (depth >= inside) {
      int event = advance();
      if (depth == inside && isText(event)) {
        text.append(reader.getText());
      } else if (depth == inside && event == XMLStreamConstants.ENTITY_REFERENCE) {
        text.append(Encoding.decodeHtml("&" + reader.getLocalName() + ";", false));
      }
      if (text.length() > LONGEST) {
        throw damaged("A value is too long for a comment.");
      }
    }
    return text.toString();
  }

  private static boolean isText(int event) {
    return event == XMLStreamConstants.CHARACTERS
        || event == XMLStreamConstants.CDATA
        || event == XMLStreamConstants.SPACE;
  }

  /** The name of the current element, with the prefix that {@link XmlNamespace} gives. */
  String name() {
    return namespace().prefix() + reader.getLocalName();
  }

  /** Whether the current element has a name. */
  boolean is(String name) {
    return name().equals(name);
  }

  /** The namespace of the current element. */
  XmlNamespace namespace() {
    return known(reader.getNamespaceURI());
  }

  private XmlNamespace known(@Nullable String address) {
    return namespaces.computeIfAbsent(address == null ? "" : address, XmlNamespace::of);
  }

  /** The attribute {@code dsq:id} of the current element; empty if it has none. */
  String disqusId() {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals("id")
          && known(reader.getAttributeNamespace(i)) == XmlNamespace.DISQUS_INTERNALS) {
        return reader.getAttributeValue(i);
      }
    }
    return "";
  }

  private int advance() throws IOException {
    try {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.DTD) {
        throw damaged("It has a document type, which no export has.");
      }
      return event;
    } catch (XMLStreamException broken) {
      throw fault(file, broken);
    }
  }

  /** Where the current element is, for messages. */
  String place() {
    return "line " + reader.getLocation().getLineNumber();
  }

  private DamagedArchive damaged(String fault) {
    return file.damaged(place(), fault);
  }

  /** Reading may fail beneath the parser too. */
  private static IOException fault(ArchiveFile file, XMLStreamException broken) {
    if (broken.getNestedException() instanceof IOException failed) {
      return failed;
    }
    String message = String.valueOf(broken.getMessage());
    int words = message.indexOf("Message: ");
    return file.damaged(
        broken.getLocation() == null ? "" : "line " + broken.getLocation().getLineNumber(),
        words < 0 ? message : message.substring(words + "Message: ".length()));
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException broken) {
      throw fault(file, broken);
    }
  }
}
