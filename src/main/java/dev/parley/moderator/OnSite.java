package dev.parley.moderator;

import dev.parley.site.Site;

/** A moderator who is signed in, on a site they may decide on. */
public record OnSite(Moderator moderator, Site site) {}
