package dev.parley.page;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.page.Sitemap.Entry;
import dev.parley.publish.Page;
import dev.parley.publish.PageCache;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code GET /sites/:site/sitemap.xml}: the pages that have comments, for search engines. Where
 * they are more than one file may name, it names files instead, each by the article it begins with.
 */
public final class SitemapRoutes {
  private static final CharSequence XML =
      HttpHeaders.createOptimized("application/xml; charset=utf-8");

  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private final Vertx vertx;
  private final PageCache cache;
  private final Sites sites;
  private final Sitemap sitemap;
  private final OwnOrigin own;

  /** What the answer depends on beside its site. */
  private record What(Optional<UUID> from, String origin) {}

  /** An element of the document: an address and, if it is known, when the page changed. */
  private record Place(String address, Optional<String> changed) {}

  public SitemapRoutes(
      Vertx vertx, PageCache cache, Sites sites, Database database, OwnOrigin own) {
    this.vertx = vertx;
    this.cache = cache;
    this.sites = sites;
    this.sitemap = new Sitemap(database);
    this.own = own;
  }

  public void mount(Router router) {
    router.get("/sites/:site/sitemap.xml").handler(Answers.handled(this::sitemap));
  }

  private Future<Void> sitemap(RoutingContext context) {
    What what = new What(Parameters.optionalId(context, "from"), own.of(context.request()));
    return sites
        .get(context.pathParam("site"))
        .compose(site -> cache.ofSite(site, what, () -> page(site, what)))
        .compose(page -> page.send(context.request()));
  }

  private Future<Page> page(Site site, What what) {
    return sitemap
        .file(site, Sitemap.from(what.from()))
        .compose(
            file ->
                file.goesOn() && what.from().isEmpty()
                    ? sitemap
                        .files(site)
                        .compose(
                            begins -> page("sitemapindex", "sitemap", files(site, what, begins)))
                    : page("urlset", "url", pages(file.entries())));
  }

  private static List<Place> files(Site site, What what, List<UUID> begins) {
    String own = what.origin() + "/sites/" + site.slug() + "/sitemap.xml?from=";
    return begins.stream().map(id -> new Place(own + id, Optional.empty())).toList();
  }

  private static List<Place> pages(List<Entry> entries) {
    List<Place> places = new ArrayList<>();
    entries.forEach(
        entry -> places.add(new Place(entry.address(), Optional.of(entry.latest().toString()))));
    return places;
  }

  private Future<Page> page(String root, String element, List<Place> places) {
    return vertx.executeBlocking(() -> Page.of(XML, xml(root, element, places)), false);
  }

  private static String xml(String root, String element, List<Place> places)
      throws XMLStreamException {
    StringWriter text = new StringWriter();
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeStartElement(root);
    xml.writeDefaultNamespace(NAMESPACE);
    for (Place place : places) {
      xml.writeStartElement(element);
      text(xml, "loc", place.address());
      if (place.changed().isPresent()) {
        text(xml, "lastmod", place.changed().get());
      }
      xml.writeEndElement();
    }
    xml.writeEndDocument();
    xml.close();
    return text.toString();
  }

  private static void text(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
