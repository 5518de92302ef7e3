package dev.parley.site;

import dev.parley.text.WebAddress;
import java.util.List;

/**
 * A publisher's site.
 *
 * @param slug its name in addresses
 * @param origins the web origins whose pages may embed its threads, such as {@code
 *     https://news.example.org}; {@code *} allows any
 * @param staff the names of its moderators
 * @param aliased whether some keys are aliases of another article's key
 */
public record Site(
    int id,
    String slug,
    String name,
    List<String> origins,
    SiteSettings settings,
    List<String> staff,
    boolean aliased) {
  /** A site without moderators and aliases. */
  public Site(int id, String slug, String name, List<String> origins, SiteSettings settings) {
    this(id, slug, name, origins, settings, List.of(), false);
  }

  /** Whether an address, which a reader sent, is that of a page which may use this site. */
  public boolean hasPage(String address) {
    return WebAddress.of(address).filter(web -> allows(web.origin())).isPresent();
  }

  /** Whether pages of that origin may read and post here. */
  public boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }
}
