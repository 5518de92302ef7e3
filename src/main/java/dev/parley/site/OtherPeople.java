package dev.parley.site;

import java.util.Locale;

/** Who else may decide on a site: nobody answers an objection to a decision of their own. */
public final class OtherPeople {
  private OtherPeople() {}

  /**
   * Whether somebody beside one moderator may decide on a site, in SQL.
   *
   * @param site an SQL expression for the site's number
   * @param moderator an SQL expression for the moderator's id
   */
  public static String exist(String site, String moderator) {
    return String.format(
        Locale.ROOT,
        """
        exists (select from moderator other
          where other.id <> %2$s and other.removed_at is null
            and (other.role = 'administrator' or exists (select from moderator_site
              where moderator_site.site_id = %1$s and moderator_site.moderator_id = other.id
                and coalesce(moderator_site.role, other.role) <> 'reader')))
        """,
        site,
        moderator);
  }
}
