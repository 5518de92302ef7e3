package dev.parley.publish;

import dev.parley.http.Fields;
import dev.parley.publish.Feed.Item;
import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A feed as Atom (RFC 4287) with threading (RFC 4685). */
final class AtomFeed {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String THREADING = "http://purl.org/syndication/thread/1.0";
  private static final String HTML = "text/html";

  private final Feed feed;
  private final XMLStreamWriter xml;

  private AtomFeed(Feed feed, XMLStreamWriter xml) {
    this.feed = feed;
    this.xml = xml;
  }

  static String of(Feed feed) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new AtomFeed(feed, xml).write();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    xml.writeNamespace("thr", THREADING);
    element("id", feed.self());
    element("title", feed.title());
    element("updated", feed.updatedAt().toString());
    link("self", "application/atom+xml", feed.self());
    if (feed.page().isPresent()) {
      link("alternate", HTML, feed.page().get());
    }
    if (feed.count().isPresent()) {
      replies("application/atom+xml", feed.self(), feed.count().get());
    }
    for (Item item : feed.items()) {
      entry(item);
    }
    xml.writeEndDocument();
  }

  private void entry(Item item) throws XMLStreamException {
    xml.writeStartElement("entry");
    element("id", Feed.name(item.id()));
    element("title", item.title());
    element("published", item.createdAt().toString());
    element("updated", item.updatedAt().toString());
    xml.writeStartElement("author");
    element("name", item.author());
    if (item.authorUrl().isPresent()) {
      element("uri", item.authorUrl().get());
    }
    xml.writeEndElement();
    if (item.permalink().isPresent()) {
      link("alternate", HTML, item.permalink().get());
    }
    inReplyTo(item);
    if (item.replies() > 0) {
      replies(HTML, item.conversation(), item.replies());
    }
    xml.writeStartElement("content");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(allowed(item.html()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** What it answers: a comment, or else the article. */
  private void inReplyTo(Item item) throws XMLStreamException {
    Optional<String> page = item.page();
    xml.writeEmptyElement("thr", "in-reply-to", THREADING);
    if (item.parent().isPresent()) {
      xml.writeAttribute("ref", Feed.name(item.parent().get()));
      page = page.map(url -> Item.permalink(url, item.parent().get()));
    } else {
      xml.writeAttribute("ref", allowed(page.orElse(Feed.name(item.article()))));
    }
    if (page.isPresent()) {
      xml.writeAttribute("type", HTML);
      xml.writeAttribute("href", allowed(page.get()));
    }
  }

  private void replies(String type, String href, int count) throws XMLStreamException {
    link("replies", type, href);
    xml.writeAttribute("thr", THREADING, "count", String.valueOf(count));
    xml.writeStartElement("thr", "total", THREADING);
    xml.writeCharacters(String.valueOf(count));
    xml.writeEndElement();
  }

  private void link(String relation, String type, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", allowed(href));
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  /**
   * Removes characters that were stored before they were refused: one would make the whole document
   * invalid.
   */
  private static String allowed(String text) {
    return Fields.storable(text)
        ? text
        : text.codePoints()
            .filter(codePoint -> Fields.storable(Character.toString(codePoint)))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
