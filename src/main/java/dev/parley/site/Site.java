package dev.parley.site;

import java.util.List;

/**
 * A publisher's site.
 *
 * @param slug its name in addresses
 * @param origins the web origins whose pages may embed its threads, such as {@code
 *     https://news.example.org}; {@code *} allows any
 * @param staff the names of its moderators
 */
public record Site(
    int id,
    String slug,
    String name,
    List<String> origins,
    SiteSettings settings,
    List<String> staff) {
  /** A site without moderators. */
  public Site(int id, String slug, String name, List<String> origins, SiteSettings settings) {
    this(id, slug, name, origins, settings, List.of());
  }

  /** Whether pages of that origin may read and post here. */
  public boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }
}
