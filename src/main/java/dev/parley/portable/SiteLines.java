package dev.parley.portable;

/** The lines of an export that are no rows of a table of the site, in SQL. */
public final class SiteLines {
  /** What the line of the site is called. */
  public static final String SITE = "site";

  /** What the line of a moderator is called. */
  public static final String MODERATOR = "moderator";

  /** The site $1. Its number goes along, because other ids are made with it. */
  public static final String SELECT_SITE =
      """
      select row_to_json(line)::text as line from (
        select id as number, slug, name, origins, settings, created_at from site where id = $1) line
      """;

  /** The moderators whom the data of site $1 names. */
  public static final String SELECT_MODERATORS =
      """
      select row_to_json(line)::text as line from (
        select id, name from moderator where id in (
          select moderator_id from policy where site_id = $1
          union select moderator_id from policy_change
            where site_id = $1 and moderator_id is not null
          union select moderator_id from decision where site_id = $1 and moderator_id is not null
          union select moderator_id from note where site_id = $1
          union select moderator_id from ban where site_id = $1
          union select claimed_by from comment where site_id = $1 and claimed_by is not null)
        order by id) line
      """;

  private SiteLines() {}
}
