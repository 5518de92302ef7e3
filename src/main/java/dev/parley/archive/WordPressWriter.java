package dev.parley.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes WordPress eXtended RSS: version 1.2, or the variant of 1.0 that Disqus takes as a custom
 * import. Times are whole seconds; votes and edits cannot be said. Disqus knows only comments that
 * are approved and comments that wait.
 */
final class WordPressWriter implements ArchiveWriter {
  /** What stands in the place of a comment where the format knows no tombstones. */
  static final String REMOVED = "<p>[deleted]</p>";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final WrittenXml xml;
  private final boolean disqus;
  private boolean inPage;

  /**
   * @param disqus whether Disqus is to read it
   */
  WordPressWriter(OutputStream out, boolean disqus) {
    this.xml = new WrittenXml(out);
    this.disqus = disqus;
  }

  @Override
  public void begin(String slug, String name, String address) throws IOException {
    xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.markup(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:dsq=\"http://www.disqus.com/\""
            + " xmlns:wp=\"http://wordpress.org/export/"
            + (disqus ? "1.0" : "1.2")
            + "/\">");
    xml.markup("<channel>");
    xml.text("title", Entities.encoded(name));
    xml.text("link", address);
    xml.text("description", "");
    xml.text("generator", WordPressReader.GENERATOR);
    if (!disqus) {
      xml.markup("<wp:wxr_version>1.2</wp:wxr_version>");
      xml.text("wp:base_site_url", address);
    }
    xml.text("wp:base_blog_url", address);
  }

  @Override
  public void page(ArchivedPage page) throws IOException {
    endPage();
    inPage = true;
    xml.markup("<item>");
    String title = page.title().isEmpty() ? page.key().orElse(page.url()) : page.title();
    xml.text("title", Entities.encoded(title));
    xml.text("link", page.url());
    if (!disqus) {
      xml.text("dc:creator", "");
    }
    xml.text("content:encoded", "");
    xml.text("dsq:thread_identifier", page.key().orElse(page.url()));
    xml.text("wp:post_id", String.valueOf(Numbers.of(UUID.fromString(page.id()))));
    if (!disqus) {
      xml.markup("<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>");
    }
    xml.text("wp:comment_status", page.closed() ? "closed" : "open");
  }

  @Override
  public void comment(WrittenComment comment) throws IOException {
    Optional<String> approved = approved(comment);
    if (approved.isEmpty()) {
      return;
    }
    boolean gone = comment.standing() == Standing.DELETED || isRemoved(comment);
    ArchivedAuthor author = comment.author();
    xml.markup("<wp:comment>");
    xml.text("wp:comment_id", String.valueOf(Numbers.of(comment.id())));
    xml.text("wp:comment_author", gone ? "" : Entities.encoded(author.name()));
    xml.text("wp:comment_author_email", gone ? "" : author.email().orElse(""));
    xml.text("wp:comment_author_url", gone ? "" : Entities.encoded(author.url().orElse("")));
    xml.text("wp:comment_author_IP", gone ? "" : comment.address().orElse(""));
    xml.text("wp:comment_date", time(comment.at()));
    xml.text("wp:comment_date_gmt", time(comment.at()));
    xml.text("wp:comment_content", isRemoved(comment) ? REMOVED : gone ? "" : comment.html());
    xml.text("wp:comment_approved", approved.get());
    xml.text("wp:comment_type", disqus ? "" : "comment");
    xml.text(
        "wp:comment_parent", comment.parent().map(Numbers::of).map(String::valueOf).orElse("0"));
    xml.markup("</wp:comment>");
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }

  private boolean isRemoved(WrittenComment comment) {
    return disqus && comment.standing() != Standing.PENDING && comment.isTombstone();
  }

  /** The word for its status; empty when it is not to be written. */
  private Optional<String> approved(WrittenComment comment) {
    return switch (comment.standing()) {
      case APPROVED -> Optional.of("1");
      case PENDING -> Optional.of("0");
      case REJECTED -> judged(comment, "trash");
      case SPAM -> judged(comment, "spam");
      // No word for it is better: WordPress shows neither the trash nor this.
      case DELETED -> judged(comment, "post-trashed");
    };
  }

  private Optional<String> judged(WrittenComment comment, String word) {
    return Optional.of(disqus ? "1" : word).filter(said -> !disqus || comment.isTombstone());
  }

  private void endPage() throws IOException {
    if (inPage) {
      xml.markup("</item>");
    }
    inPage = false;
  }

  @Override
  public void end() throws IOException {
    endPage();
    xml.markup("</channel>");
    xml.markup("</rss>");
    xml.flush();
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
