package dev.parley.apikey;

import dev.parley.site.Site;
import java.util.UUID;

/**
 * A program whose key was found good, and for which site.
 *
 * @param token the id of the API token its key is
 */
public record ApiKeyHolder(UUID token, Site site) {}
