package dev.parley.site;

import java.util.List;

/**
 * A publisher's site.
 *
 * @param slug its name in addresses
 * @param origins web origins whose pages may embed its threads, such as {@code
 *     https://news.example.org}; {@code *} means any
 * @param staff the names of those who moderate it
 */
public record Site(
    int id,
    String slug,
    String name,
    List<String> origins,
    SiteSettings settings,
    List<String> staff) {
  /** A site nobody moderates. */
  public Site(int id, String slug, String name, List<String> origins, SiteSettings settings) {
    this(id, slug, name, origins, settings, List.of());
  }

  /** Whether a page of that origin may read and post here. */
  public boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }
}
