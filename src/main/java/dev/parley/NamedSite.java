package dev.parley;

import dev.parley.database.Database;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The site that a command is for. */
final class NamedSite {
  private NamedSite() {}

  /** The site with a slug; without one the only site there is. */
  static Site of(Database database, @Nullable String slug) throws Exception {
    List<Site> all = new Sites(database).all().await(1, TimeUnit.MINUTES);
    Optional<Site> named =
        slug == null && all.size() == 1
            ? Optional.of(all.get(0))
            : all.stream().filter(site -> site.slug().equals(slug)).findFirst();
    return named.orElseThrow(
        () ->
            new IOException(
                "Name the site with --site: "
                    + String.join(", ", all.stream().map(Site::slug).toList())));
  }
}
