package dev.parley.archive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads WordPress eXtended RSS of any version, and the variant that Disqus takes as a custom
 * import. WordPress leaves comments marked as spam out of its exports.
 */
final class WordPressReader implements ArchiveReader {
  /** What Parley's own exports say wrote them. */
  static final String GENERATOR = "Parley";

  private static final Set<String> BLOG = Set.of("wp:base_blog_url", "link", "generator");

  private static final Set<String> ITEM =
      Set.of(
          "title",
          "link",
          "dsq:thread_identifier",
          "wp:post_id",
          "wp:post_date",
          "wp:post_date_gmt",
          "wp:comment_status");

  private static final Set<String> COMMENT =
      Set.of(
          "wp:comment_id",
          "wp:comment_parent",
          "wp:comment_author",
          "wp:comment_author_email",
          "wp:comment_author_url",
          "wp:comment_author_IP",
          "wp:comment_user_id",
          "wp:comment_date",
          "wp:comment_date_gmt",
          "wp:comment_content",
          "wp:comment_approved",
          "wp:comment_type",
          "dsq:remote/dsq:id");

  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(file -> XmlFile.read(file, "rss", root -> read(root, telling)));
  }

  /** Reads what is in the root of a file. */
  static void read(XmlFile root, Telling telling) throws IOException {
    root.children(one -> channel(one, telling));
  }

  /** The blog's address stands before its items. */
  private static void channel(XmlFile xml, Telling telling) throws IOException {
    if (xml.is("channel")) {
      XmlValues blog = new XmlValues();
      xml.children(
          one -> {
            if (one.is("item")) {
              telling.installation(withoutScheme(blog.text("wp:base_blog_url", "link")));
              new Item(telling, blog.text("generator").equals(GENERATOR)).read(one);
            } else {
              blog.take(one, "", BLOG);
            }
          });
    }
  }

  /** A blog that has moved to https is the same. */
  private static String withoutScheme(String address) {
    return address.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/+$", "");
  }

  /** A page with its comments, which stand behind what the item says of itself. */
  private static final class Item {
    private final Telling telling;
    private final XmlValues values = new XmlValues();
    private final boolean own;

    /**
     * @param own whether Parley wrote it
     */
    Item(Telling telling, boolean own) {
      this.telling = telling;
      this.own = own;
    }

    void read(XmlFile xml) throws IOException {
      xml.children(
          child -> {
            if (child.is("wp:comment")) {
              boolean old = child.namespace() == XmlNamespace.OLD_WORDPRESS;
              comment(XmlValues.of(child, COMMENT), old && !own);
            } else {
              values.take(child, "", ITEM);
            }
          });
    }

    private String id() {
      return values.text("wp:post_id", "dsq:thread_identifier", "link");
    }

    private void comment(XmlValues comment, boolean old) {
      Optional<Skip> otherType = otherType(comment.text("wp:comment_type"));
      if (otherType.isPresent()) {
        telling.skipped(otherType.get(), comment.text("wp:comment_id"));
        return;
      }
      telling.page(page());
      telling
          .comment(comment.text("wp:comment_id"), id())
          .under(reference(comment.text("wp:comment_parent")))
          .by(author(comment))
          .says(text(comment.text("wp:comment_content"), old))
          .stands(standing(comment.text("wp:comment_approved")))
          .at(time(comment))
          .from(comment.text("wp:comment_author_IP"))
          .tell();
    }

    private ArchivedPage page() {
      return new ArchivedPage(
          id(),
          Optional.of(values.text("dsq:thread_identifier")).filter(key -> !key.isEmpty()),
          values.text("link"),
          Entities.decoded(values.text("title")),
          values.text("wp:comment_status").equals("closed"),
          own);
    }

    /** A comment that has only its local time has the same offset from UTC as the page. */
    private Optional<Instant> time(XmlValues comment) {
      return Times.of(comment.text("wp:comment_date_gmt"))
          .or(() -> Times.of(comment.text("wp:comment_date")).map(local -> local.minus(offset())));
    }

    private Duration offset() {
      Optional<Instant> utc = Times.of(values.text("wp:post_date_gmt"));
      Optional<Instant> local = Times.of(values.text("wp:post_date"));
      return utc.isPresent() && local.isPresent()
          ? Duration.between(utc.get(), local.get())
          : Duration.ZERO;
    }
  }

  private static Optional<Skip> otherType(String type) {
    return switch (type) {
      case "", "comment" -> Optional.empty();
      case "pingback", "trackback" -> Optional.of(Skip.PINGBACK);
      default -> Optional.of(Skip.OTHER_TYPE);
    };
  }

  private static ArchivedAuthor author(XmlValues comment) {
    return ArchivedAuthor.of(
        reference(comment.text("dsq:remote/dsq:id", "wp:comment_user_id")),
        Entities.decoded(comment.text("wp:comment_author")),
        comment.text("wp:comment_author_email"),
        Entities.decoded(comment.text("wp:comment_author_url")));
  }

  private static ArchivedText text(String content, boolean old) {
    return ArchivedText.ofHtml(WordPressParagraphs.html(old ? Entities.once(content) : content));
  }

  /**
   * The trash is where moderators of WordPress put what they do not want. What went there with its
   * page was not judged.
   */
  private static Standing standing(String approved) {
    return switch (approved) {
      case "1", "approve", "approved" -> Standing.APPROVED;
      case "spam" -> Standing.SPAM;
      case "trash" -> Standing.REJECTED;
      case "post-trashed" -> Standing.DELETED;
      default -> Standing.PENDING;
    };
  }

  private static String reference(String id) {
    return id.equals("0") ? "" : id;
  }
}
