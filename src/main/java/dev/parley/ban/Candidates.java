package dev.parley.ban;

import dev.parley.text.Domains;
import java.util.List;
import java.util.Locale;

/**
 * How the store finds the comments that a ban may be about, and tells those that it certainly is.
 *
 * @param certain the condition for these
 * @param possible the condition for all of them
 * @param linked the condition for a row of links to the banned domain
 * @param values the parameters from {@code $3} on
 */
record Candidates(String certain, String possible, String linked, List<Object> values) {
  /**
   * What links to the domain is known by the rows of links. Of the rest those may name it in which
   * its letters stand once marks of Markdown are left out, or an entity or a link's text may hide
   * them.
   */
  private static final String MAY_NAME_DOMAIN =
      """
      linked
        or translate(
             lower(concat_ws(' ', author.email, author_name, author_url, body)),
             '\\*_[]`~', '') like any($4)
        or body like any('{%&%,%](%,%][%}')""";

  static Candidates of(BanTarget target) {
    return switch (target.kind()) {
      case AUTHOR -> known("author_id = $3::text::uuid", target);
      case EMAIL -> known("author.email = $3::text", target);
      case IP -> known("address <<= $3::text::inet", target);
      case DOMAIN -> ofDomain(target.value());
    };
  }

  private static Candidates known(String condition, BanTarget target) {
    return new Candidates("true", condition, "false", List.of(target.value()));
  }

  /** Rows of links have registrable domains: of what is below one they tell only where to look. */
  private static Candidates ofDomain(String domain) {
    String registrable = Domains.registrable(domain).orElse("");
    boolean same = Domains.spellings(domain).contains(registrable);
    return new Candidates(
        "linked and $5",
        MAY_NAME_DOMAIN,
        "id in (select comment_id from link where site_id = $1 and domain = $3::text)",
        List.of(registrable, patterns(domain), same));
  }

  /** Letters the store may not know in lower case are any letter. */
  private static String[] patterns(String domain) {
    return Domains.spellings(domain).stream()
        .map(spelling -> "%" + spelling.replaceAll("[^\\x00-\\x7F]", "_") + "%")
        .toArray(String[]::new);
  }

  /** The newest first, among the latest comments that {@code which} is true of. */
  String statement(String which, int latest) {
    return String.format(
        Locale.ROOT,
        """
        select comment.id, comment.version, %1$s as certain, author_id, author_name, author_url,
          author.email, case when %1$s then null else body end as body
        from (select *, %2$s as linked from comment where site_id = $1 and %3$s
              order by id desc limit %4$d) comment
        cross join lateral (
          select email from author
          where author.site_id = $1 and author.id = comment.author_id limit 1) author
        where %5$s
        order by comment.id desc
        """,
        certain,
        linked,
        which,
        latest,
        possible);
  }
}
