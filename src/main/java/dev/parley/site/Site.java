package dev.parley.site;

import java.util.List;

/**
 * A publisher's site.
 *
 * @param slug its name in addresses
 * @param origins web origins whose pages may embed its threads, such as {@code
 *     https://news.example.org}; {@code *} means any
 */
public record Site(int id, String slug, String name, List<String> origins, SiteSettings settings) {
  /** Whether a page of that origin may read and post here. */
  public boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }
}
