package dev.parley.apikey;

import dev.parley.moderator.ScoreScale;
import dev.parley.site.Site;
import java.util.UUID;

/**
 * A program that has sent a valid API key, and the site of that key.
 *
 * @param token the id of the API token that the key is
 * @param scale on which it gets scores
 */
public record ApiKeyHolder(UUID token, Site site, ScoreScale scale) {}
