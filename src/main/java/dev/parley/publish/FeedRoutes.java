package dev.parley.publish;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code GET /feed.atom}: the latest comments as Atom (RFC 4287) with threading (RFC 4685). */
public final class FeedRoutes {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String THREADING = "http://purl.org/syndication/thread/1.0";
  private static final CharSequence ATOM_TYPE =
      HttpHeaders.createOptimized("application/atom+xml; charset=utf-8");
  private static final int ENTRIES = 50;

  private final Sites sites;
  private final Database database;
  private final Vertx vertx;
  private final PageCache cache;
  private final OwnOrigin own;

  /** What a feed depends on beside its site. */
  private record What(Optional<String> article, String self) {}

  public FeedRoutes(Vertx vertx, Sites sites, Database database, PageCache cache, OwnOrigin own) {
    this.vertx = vertx;
    this.cache = cache;
    this.sites = sites;
    this.database = database;
    this.own = own;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/feed.atom").handler(Answers.handled(this::feed));
  }

  private Future<Void> feed(RoutingContext context) {
    Optional<String> article = Parameters.text(context, "article");
    String self = own.address(context.request());
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                cache.ofSite(
                    site,
                    new What(article, self),
                    () ->
                        entries(site, article)
                            .compose(
                                rows ->
                                    vertx.executeBlocking(
                                        () -> Page.of(ATOM_TYPE, atom(site, article, self, rows)),
                                        false))))
        .compose(page -> page.send(context.request()));
  }

  private Future<RowSet<Row>> entries(Site site, Optional<String> article) {
    Tuple parameters = Tuple.of(site.id(), ENTRIES);
    article.ifPresent(key -> parameters.addValue(Ids.article(site.id(), key)));
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select comment.id, parent_id, author_name, comment.created_at, edited_at, html,
              article.url, article.title, article.key
            from comment
            join article on article.site_id = $1 and article.id = article_id
            where comment.site_id = $1 and status = 1 %s
            order by comment.id desc limit $2
            """,
                article.isPresent() ? "and article_id = $3" : ""))
        .execute(parameters);
  }

  private static String atom(Site site, Optional<String> article, String self, RowSet<Row> rows) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(ATOM);
      xml.writeNamespace("thr", THREADING);
      element(xml, "id", self);
      element(
          xml, "title", "Comments on " + article.map(key -> title(rows, key)).orElse(site.name()));
      xml.writeEmptyElement("link");
      xml.writeAttribute("rel", "self");
      xml.writeAttribute("href", self);
      element(xml, "updated", updated(rows));
      for (Row row : rows) {
        entry(xml, row);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private static String title(RowSet<Row> rows, String key) {
    return rows.stream()
        .map(row -> row.getString("title"))
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(key);
  }

  private static String updated(RowSet<Row> rows) {
    return rows.stream().findFirst().map(FeedRoutes::time).orElse("1970-01-01T00:00:00Z");
  }

  private static String time(Row row) {
    return (row.getOffsetDateTime("edited_at") == null
            ? row.getOffsetDateTime("created_at")
            : row.getOffsetDateTime("edited_at"))
        .toInstant()
        .toString();
  }

  private static void entry(XMLStreamWriter xml, Row row) throws XMLStreamException {
    String id = "urn:uuid:" + row.getUUID("id");
    xml.writeStartElement("entry");
    element(xml, "id", id);
    element(xml, "title", "Comment by " + row.getString("author_name"));
    element(xml, "published", row.getOffsetDateTime("created_at").toInstant().toString());
    element(xml, "updated", time(row));
    xml.writeStartElement("author");
    element(xml, "name", row.getString("author_name"));
    xml.writeEndElement();
    String url = row.getString("url");
    if (!url.isEmpty()) {
      xml.writeEmptyElement("link");
      xml.writeAttribute("rel", "alternate");
      xml.writeAttribute("href", url + "#comment-" + row.getUUID("id"));
    }
    if (row.getUUID("parent_id") != null) {
      xml.writeEmptyElement("thr", "in-reply-to", THREADING);
      xml.writeAttribute("ref", "urn:uuid:" + row.getUUID("parent_id"));
      if (!url.isEmpty()) {
        xml.writeAttribute("href", url + "#comment-" + row.getUUID("parent_id"));
      }
    }
    xml.writeStartElement("content");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(allowed(row.getString("html")));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
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
