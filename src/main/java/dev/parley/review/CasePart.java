package dev.parley.review;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a case that stands beside its comment in the store. Each is one row found by its key,
 * whatever the planner thinks of the size of the tables.
 */
enum CasePart {
  ARTICLE(
      """
      cross join lateral (
        select key, url, title from article
        where article.site_id = $1 and article.id = comment.article_id limit 1) article
      """),
  AUTHOR(
      """
      cross join lateral (
        select email, first_seen from author
        where author.site_id = $1 and author.id = comment.author_id limit 1) author
      """),
  SCREENING(
      """
      left join lateral (
        select language, signals, scores from screening
        where screening.site_id = $1 and screening.comment_id = comment.id
        order by version desc limit 1) screening on true
      """),
  /** The whole comment, where only what orders a queue was read of it. */
  TEXT(
      """
      cross join lateral (
        select body from comment whole
        where whole.site_id = $1 and whole.id = comment.id limit 1) text
      """);

  private final String join;

  CasePart(String join) {
    this.join = join;
  }

  /** What joins these parts to {@code comment}, on the site {@code $1}. */
  static String joins(Set<CasePart> parts) {
    return parts.stream().sorted().map(part -> part.join).collect(Collectors.joining());
  }
}
