package dev.parley.page;

import dev.parley.comment.ThreadQuery;
import dev.parley.comment.ThreadQuery.Cursor;
import dev.parley.comment.ThreadQuery.Sort;
import dev.parley.http.Parameters;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The address of a page: which thread, and which part of it.
 *
 * @param origin the service's origin where the page is another's that includes the thread; else
 *     empty
 * @param parent the comment whose conversation is shown instead of the whole thread
 * @param reply the comment that has the form under it
 * @param comment a comment that is shown wherever in the thread it is
 * @param posted whether that comment has just been posted from here
 * @param held a waiting comment that its author has just posted from here
 */
record PageAddress(
    String origin,
    String site,
    String article,
    Sort sort,
    Optional<Cursor> cursor,
    Optional<UUID> parent,
    Optional<UUID> reply,
    Optional<UUID> comment,
    boolean posted,
    Optional<UUID> held) {

  private static final int ROOTS = 20;
  private static final int REPLIES = 100;

  /** The address of a request. */
  static PageAddress of(RoutingContext context) {
    Optional<UUID> posted = Parameters.optionalId(context, "posted");
    return new PageAddress(
        "",
        String.valueOf(context.pathParam("site")),
        Parameters.required(context, "article"),
        Parameters.choice(context, "sort", Sort.TOP),
        Parameters.text(context, "cursor").map(Cursor::decode),
        Parameters.optionalId(context, "parent"),
        Parameters.optionalId(context, "reply"),
        posted.or(() -> Parameters.optionalId(context, "comment")),
        posted.isPresent(),
        Parameters.optionalId(context, "held"));
  }

  /** The same part of the thread of an article, whose key is known. */
  PageAddress of(String key) {
    return new PageAddress(origin, site, key, sort, cursor, parent, reply, comment, posted, held);
  }

  /** The start of the thread, included in another page. */
  PageAddress included(String from) {
    return new PageAddress(
        from,
        site,
        article,
        sort,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  boolean isIncluded() {
    return !origin.isEmpty();
  }

  /** What to read from the database for it. */
  ThreadQuery query() {
    return new ThreadQuery(sort, parent.isPresent() ? REPLIES : ROOTS, cursor, parent);
  }

  /** Whether it begins at the start of the thread. */
  boolean whole() {
    return cursor.isEmpty() && parent.isEmpty();
  }

  /** Whether it is the start of the thread, as everyone sees it. */
  boolean plain() {
    return whole() && reply.isEmpty() && comment.isEmpty() && held.isEmpty();
  }

  /** The same thread with the form open under a comment. */
  PageAddress replying(Optional<UUID> to) {
    return new PageAddress(
        origin, site, article, sort, cursor, parent, to, Optional.empty(), false, Optional.empty());
  }

  /** The start of the thread. */
  String thread() {
    return base() + order();
  }

  String sorted(Sort by) {
    return base() + "&sort=" + name(by);
  }

  /** The page after this one. */
  String next(Cursor after) {
    return base()
        + parent.map(id -> "&parent=" + id).orElse("&sort=" + name(sort))
        + "&cursor="
        + encoded(after.encoded());
  }

  /** The conversation below a comment. */
  String below(UUID id) {
    return base() + "&parent=" + id;
  }

  /** The rest of the conversation below a comment. */
  String below(UUID id, Cursor after) {
    return below(id) + "&cursor=" + encoded(after.encoded());
  }

  /** This page with the form under a comment. */
  String replyTo(UUID id) {
    return here() + "&reply=" + id + "#reply";
  }

  /** This page at a comment, without a form under it. */
  String cancelled(UUID id) {
    return here() + "#comment-" + id;
  }

  /** The address that shows a published comment. */
  String published(String id) {
    return thread() + "&posted=" + id + "#comment-" + id;
  }

  /** The same thread with a comment that only its author sees. */
  PageAddress waiting(UUID own) {
    return new PageAddress(
        origin,
        site,
        article,
        sort,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of(own));
  }

  /** The address that shows a waiting comment to its author, who is recognised by a cookie. */
  String waiting(String id) {
    return thread() + "&held=" + id + "#comment-" + id;
  }

  /** The address of the thread's feed. */
  String feed() {
    return origin + "/api/v1/sites/" + encoded(site) + "/feed.atom?article=" + encoded(article);
  }

  private String here() {
    return base()
        + parent.map(id -> "&parent=" + id).orElse(order())
        + cursor.map(at -> "&cursor=" + encoded(at.encoded())).orElse("");
  }

  private String base() {
    return origin + "/sites/" + encoded(site) + "/thread?article=" + encoded(article);
  }

  private String order() {
    return sort == Sort.TOP ? "" : "&sort=" + name(sort);
  }

  private static String name(Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
