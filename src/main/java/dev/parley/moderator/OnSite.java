package dev.parley.moderator;

import dev.parley.site.Site;

/** A signed-in moderator, and a site they may decide on. */
public record OnSite(Moderator moderator, Site site) {}
