package dev.parley.page;

import dev.parley.comment.Article;
import dev.parley.comment.Entry;
import dev.parley.comment.ThreadPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes a thread with schema.org's vocabulary, as JSON-LD for search engines. */
final class StructuredData {
  private final ThreadPage page;

  /** The address of the article; empty unless a browser would follow it by http or https. */
  private final Optional<String> articleUrl;

  private StructuredData(ThreadPage page) {
    this.page = page;
    this.articleUrl = webAddress(page.article().url());
  }

  private static Optional<String> webAddress(@Nullable String text) {
    return Optional.ofNullable(text).filter(url -> url.matches("(?i)https?://.*"));
  }

  /**
   * The thread's {@code DiscussionForumPosting}, safe inside a script element: none of its
   * characters can end the element or open a comment.
   */
  static String of(ThreadPage page, String title) {
    return new StructuredData(page).of(title);
  }

  /**
   * The comments of the article on its own page, safe in the same way.
   *
   * @param discussion the address of the page that is the thread's own
   */
  static String ofArticle(ThreadPage page, String discussion) {
    return new StructuredData(page).ofArticle(discussion);
  }

  private String ofArticle(String discussion) {
    int count = page.article().count();
    JsonObject article =
        new JsonObject()
            .put("@context", "https://schema.org")
            .put("@type", "NewsArticle")
            .put("commentCount", count)
            .put("discussionUrl", discussion)
            .put("interactionStatistic", counter("CommentAction", count));
    articleUrl.ifPresent(url -> article.put("@id", url + "#article").put("mainEntityOfPage", url));
    return safe(article.put("comment", comments(page.top(), Placing.LEVELS)));
  }

  private static JsonObject counter(String action, int count) {
    return new JsonObject()
        .put("@type", "InteractionCounter")
        .put("interactionType", "https://schema.org/" + action)
        .put("userInteractionCount", count);
  }

  private String of(String title) {
    Article article = page.article();
    JsonObject posting =
        new JsonObject()
            .put("@context", "https://schema.org")
            .put("@type", "DiscussionForumPosting")
            .put("headline", title)
            .put("commentCount", article.count());
    articleUrl.ifPresent(url -> posting.put("url", url).put("mainEntityOfPage", url));
    return safe(posting.put("comment", comments(page.top(), Placing.LEVELS)));
  }

  private static String safe(JsonObject data) {
    return data.encode()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private JsonArray comments(List<Entry> entries, int levels) {
    JsonArray comments = new JsonArray();
    for (Entry entry : entries) {
      JsonArray replies =
          levels > 1 ? comments(page.repliesOf(entry), levels - 1) : new JsonArray();
      if (entry.tombstone().isPresent()) {
        // Its replies take its place; nothing is said about it.
        comments.addAll(replies);
      } else {
        comments.add(comment(entry, replies));
      }
    }
    return comments;
  }

  private JsonObject comment(Entry entry, JsonArray replies) {
    JsonObject author = new JsonObject().put("@type", "Person").put("name", entry.authorName());
    webAddress(entry.authorUrl()).ifPresent(url -> author.put("url", url));
    JsonObject comment =
        new JsonObject()
            .put("@type", "Comment")
            .put("author", author)
            .put("datePublished", entry.createdAt().toString())
            .put("text", Wording.plain(entry.html()))
            .put("upvoteCount", Math.max(0, entry.votes()));
    if (entry.editedAt() != null) {
      comment.put("dateModified", entry.editedAt().toString());
    }
    articleUrl.ifPresent(url -> comment.put("url", url + "#comment-" + entry.id()));
    if (!replies.isEmpty()) {
      comment.put("comment", replies);
    }
    return comment;
  }
}
