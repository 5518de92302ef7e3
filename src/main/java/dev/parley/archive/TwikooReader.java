package dev.parley.archive;

import java.io.IOException;
import java.util.Optional;

/** Reads the comments of Twikoo, in one array or a comment a line. */
final class TwikooReader implements ArchiveReader {
  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file -> new JsonRecords(file, telling::damaged).each(comment -> comment(comment, telling)));
  }

  private static void comment(JsonFields comment, Telling telling) {
    String page = comment.text("url", "href");
    String address = comment.text("href");
    telling.page(
        new ArchivedPage(
            page, Optional.empty(), address.contains("://") ? address : page, "", false));
    telling
        .comment(comment.text("_id", "id"), page)
        .under(comment.text("pid", "rid"))
        .by(ArchivedAuthor.of("", comment.text("nick"), comment.text("mail"), comment.text("link")))
        .says(ArchivedText.ofHtml(comment.text("comment")))
        .stands(comment.is("isSpam") ? Standing.SPAM : Standing.APPROVED)
        .at(comment.time("created"))
        .voted(new Votes(likes(comment), 0))
        .from(comment.text("ip"))
        .tell();
  }

  /** Readers who liked it, by their ids. */
  private static int likes(JsonFields comment) {
    return comment.size("like");
  }
}
