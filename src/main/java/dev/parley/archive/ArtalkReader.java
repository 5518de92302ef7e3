package dev.parley.archive;

import java.io.IOException;
import java.util.Optional;

/** Reads Artalk's Artrans: one array whose values are all texts. */
final class ArtalkReader implements ArchiveReader {
  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file -> new JsonRecords(file, telling::damaged).each(comment -> comment(comment, telling)));
  }

  private static void comment(JsonFields comment, Telling telling) {
    telling.installation(
        Optional.of(comment.text("site_urls"))
            .filter(urls -> !urls.isBlank())
            .orElseGet(() -> comment.text("site_name")));
    String url = url(comment);
    String parent = comment.text("rid");
    if (!url.isEmpty()) {
      telling.page(
          new ArchivedPage(
              url,
              Optional.empty(),
              url,
              comment.text("page_title"),
              comment.is("page_admin_only")));
    }
    telling
        .comment(comment.text("id"), url)
        .under(parent.equals("0") ? "" : parent)
        .by(
            ArchivedAuthor.of(
                "", comment.text("nick"), comment.text("email"), comment.text("link")))
        .says(ArchivedText.ofMarkdown(comment.text("content")))
        .stands(comment.is("is_pending") ? Standing.PENDING : Standing.APPROVED)
        .at(comment.time("created_at"))
        .voted(new Votes(comment.number("vote_up"), comment.number("vote_down")))
        .from(comment.text("ip"))
        .tell();
  }

  /** A page's key is its path or its address; a site has one address or several, by commas. */
  private static String url(JsonFields comment) {
    String key = comment.text("page_key");
    String site = comment.text("site_urls").split(",", 2)[0].strip();
    return key.startsWith("/") && site.contains("://") ? site.replaceAll("/+$", "") + key : key;
  }
}
