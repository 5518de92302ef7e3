package dev.parley.archive;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON of Commento, and of Comentario in its versions 1 (the same) and 3. Pages and
 * authors stand behind the comments, so it goes through the file twice. Only version 1 knows a
 * page's host.
 */
final class CommentoReader implements ArchiveReader {
  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    try (AuthorShelf authors = AuthorShelf.open()) {
      Map<String, JsonRecords.Taker> first =
          Map.of(
              "commenters", record -> authors.put(author(record)),
              "pages", record -> page(record, telling));
      files.twice(
          // What is damaged is told in the second pass.
          file -> new JsonRecords(file, place -> {}).in(first),
          file -> comments(file, authors, telling));
    }
  }

  private static void comments(ArchiveFile file, AuthorShelf authors, Telling telling)
      throws IOException {
    JsonRecords records = new JsonRecords(file, telling::damaged);
    if (!records.in(Map.of("comments", record -> comment(record, authors, telling)))) {
      throw file.damaged("", "It has no list of comments.");
    }
  }

  private static ArchivedAuthor author(JsonFields commenter) {
    return ArchivedAuthor.of(
        commenter.text("commenterHex", "id"),
        commenter.text("name"),
        commenter.text("email"),
        website(commenter.text("link", "websiteUrl")));
  }

  /** Commento writes this where nobody has a website. */
  private static String website(String link) {
    return link.equals("undefined") ? "" : link;
  }

  private static void page(JsonFields page, Telling telling) {
    telling.page(
        new ArchivedPage(
            page.text("id"),
            Optional.empty(),
            path(page.text("path")),
            page.text("title"),
            page.is("isReadonly")));
  }

  private static void comment(JsonFields comment, AuthorShelf authors, Telling telling)
      throws IOException {
    if (comment.has("commentHex")) {
      first(comment, authors, telling);
    } else {
      third(comment, authors, telling);
    }
  }

  private static void first(JsonFields comment, AuthorShelf authors, Telling telling)
      throws IOException {
    String url = url(comment);
    if (!url.isEmpty()) {
      telling.page(ArchivedPage.at(url, ""));
    }
    String commenter = comment.text("commenterHex");
    String parent = comment.text("parentHex");
    boolean deleted = comment.is("deleted") || comment.text("markdown").equals("[deleted]");
    telling
        .comment(comment.text("commentHex"), url)
        .under(parent.equals("root") ? "" : parent)
        .by(authors.get(commenter).orElse(ArchivedAuthor.UNKNOWN))
        .says(text(comment))
        .stands(
            deleted
                ? Standing.DELETED
                : comment.text("state").equals("approved") ? Standing.APPROVED : Standing.PENDING)
        .at(comment.time("creationDate"))
        .voted(Votes.ofScore(comment.number("score")))
        .tell();
  }

  /** Commento calls the path {@code url}. */
  private static String url(JsonFields comment) {
    String host = comment.text("domain", "host");
    String path = comment.text("url", "path");
    return host.isEmpty() && path.isEmpty() || path.contains("://")
        ? path
        : (host.isEmpty() ? "" : "https://" + host) + path(path);
  }

  private static String path(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static void third(JsonFields comment, AuthorShelf authors, Telling telling)
      throws IOException {
    ArchivedAuthor guest = ArchivedAuthor.of("", comment.text("authorName"), "", "");
    telling
        .comment(comment.text("id"), comment.text("pageId"))
        .under(comment.text("parentId"))
        .by(
            authors
                .get(comment.text("userCreated"))
                .filter(known -> !isNobody(known))
                .orElse(guest))
        .says(text(comment))
        .stands(standing(comment))
        .at(comment.time("createdTime"))
        .edited(comment.time("editedTime"))
        .voted(Votes.ofScore(comment.number("score")))
        .from(comment.text("authorIP"))
        .tell();
  }

  /** Comentario names the author of all anonymous comments too. */
  private static boolean isNobody(ArchivedAuthor author) {
    return author.id().orElse("").replaceAll("[0-]", "").isEmpty();
  }

  private static Standing standing(JsonFields comment) {
    if (comment.is("isDeleted")) {
      return Standing.DELETED;
    }
    if (comment.is("isPending")) {
      return Standing.PENDING;
    }
    return comment.is("isApproved") ? Standing.APPROVED : Standing.REJECTED;
  }

  private static ArchivedText text(JsonFields comment) {
    String markdown = comment.text("markdown");
    return markdown.isEmpty()
        ? ArchivedText.ofHtml(comment.text("html"))
        : ArchivedText.ofMarkdown(markdown);
  }
}
