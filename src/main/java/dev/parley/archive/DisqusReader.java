package dev.parley.archive;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the XML export of Disqus. Threads and posts are known by their attribute {@code dsq:id};
 * the element {@code <id>} of a thread is the publisher's key, and often empty. It has no votes, no
 * edits, and no e-mail addresses any more. What Disqus takes as a custom import is read too.
 */
final class DisqusReader implements ArchiveReader {
  private static final Set<String> THREAD = Set.of("id", "link", "title", "isClosed");

  private static final Set<String> POST =
      Set.of(
          "id",
          "message",
          "createdAt",
          "isDeleted",
          "isSpam",
          "ipAddress",
          "author/username",
          "author/name",
          "author/email");

  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file ->
            XmlFile.read(
                file,
                "disqus",
                root -> root.children(one -> read(one, telling)),
                "rss",
                root -> WordPressReader.read(root, telling)));
  }

  private static void read(XmlFile xml, Telling telling) throws IOException {
    if (xml.is("thread")) {
      String id = xml.disqusId();
      thread(id, XmlValues.of(xml, THREAD), telling);
    } else if (xml.is("post")) {
      String id = xml.disqusId();
      post(id, XmlValues.of(xml, POST), telling);
    }
  }

  private static void thread(String id, XmlValues thread, Telling telling) {
    telling.page(
        new ArchivedPage(
            id.isEmpty() ? thread.text("id") : id,
            Optional.of(thread.text("id")).filter(key -> !key.isEmpty()),
            thread.text("link"),
            Entities.decoded(thread.text("title")),
            thread.is("isClosed")));
  }

  private static void post(String id, XmlValues post, Telling telling) {
    ArchivedText text = ArchivedText.ofHtml(DisqusLinks.direct(post.text("message")));
    telling
        .comment(id.isEmpty() ? post.text("id") : id, post.text("thread@dsq:id"))
        .under(post.text("parent@dsq:id"))
        .by(author(post))
        .says(text)
        .stands(standing(post, text))
        .at(Times.of(post.text("createdAt")))
        .from(post.text("ipAddress"))
        .tell();
  }

  /** Guests have a name and no user name. Another guest may have taken the same name. */
  private static ArchivedAuthor author(XmlValues post) {
    return ArchivedAuthor.of(
        post.text("author/username"),
        Entities.decoded(post.text("author/name", "author/username")),
        post.text("author/email"),
        "");
  }

  /** Disqus also deletes spam; what it said teaches what spam is. */
  private static Standing standing(XmlValues post, ArchivedText text) {
    if (post.is("isSpam") && !(text instanceof ArchivedText.None)) {
      return Standing.SPAM;
    }
    return post.is("isDeleted") ? Standing.DELETED : Standing.APPROVED;
  }
}
