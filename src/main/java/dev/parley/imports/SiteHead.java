package dev.parley.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an archive of Parley says of its site.
 *
 * @param site with the number it had
 * @param createdAt in RFC 3339
 */
record SiteHead(Site site, String createdAt) {
  static SiteHead of(ObjectNode row) throws IOException {
    List<String> origins = new ArrayList<>();
    for (JsonNode origin : row.path("origins")) {
      origins.add(origin.asText());
    }
    try {
      return new SiteHead(
          new Site(
              row.path("number").asInt(),
              row.path("slug").asText(),
              row.path("name").asText(),
              origins,
              SiteSettings.of(new JsonObject(row.path("settings").toString()))),
          row.path("created_at").asText());
    } catch (IllegalArgumentException unusable) {
      throw new IOException(
          "The archive's site has settings that are not known here: " + unusable.getMessage(),
          unusable);
    }
  }

  /** The site as it is to be called here. */
  Site named(String slug) {
    return new Site(site.id(), slug, site.name(), site.origins(), site.settings());
  }
}
