package dev.parley.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest comments of a site or of an article, the latest first. Only what is approved is in it:
 * nothing stands in the place of a comment that is gone.
 *
 * @param self its own address
 * @param page the address of the article
 * @param count the number of comments of the article; empty for a site
 */
record Feed(
    String title, String self, Optional<String> page, Optional<Integer> count, List<Item> items) {

  /** As much as readers fetch at once. */
  static final int LONGEST = 50;

  /**
   * A comment.
   *
   * @param parent the comment it answers
   * @param page the address of its article; empty when that is not known
   * @param conversation the address of the page with what is said below it
   * @param replies the number of comments below it, on all levels
   */
  record Item(
      UUID id,
      Optional<UUID> parent,
      UUID article,
      String author,
      Optional<String> authorUrl,
      String articleTitle,
      Optional<String> page,
      String conversation,
      Instant createdAt,
      @Nullable Instant editedAt,
      int replies,
      String html) {

    Instant updatedAt() {
      return editedAt == null ? createdAt : editedAt;
    }

    String title() {
      return articleTitle.isEmpty() ? "Comment by " + author : author + " on " + articleTitle;
    }

    /** Where it is shown on its article's page. */
    Optional<String> permalink() {
      return page.map(url -> permalink(url, id));
    }

    static String permalink(String page, UUID id) {
      return page.replaceFirst("#.*", "") + "#comment-" + id;
    }
  }

  /** The name of a comment or an article in a feed. */
  static String name(UUID id) {
    return "urn:uuid:" + id;
  }

  /** When anything in it changed last; the beginning of time when it is empty. */
  Instant updatedAt() {
    return items.stream().map(Item::updatedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }
}
