package dev.parley.archive;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads collections of Coral's database as mongoexport writes them, a document a line or in one
 * array. What a document is, its fields tell, so files may have any name and come in any order:
 * stories and users are read in a first pass, comments in a second. Other collections are passed
 * over.
 */
final class CoralReader implements ArchiveReader {
  private final Clock clock;

  CoralReader(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    Instant now = clock.instant();
    try (AuthorShelf authors = AuthorShelf.open()) {
      files.twice(
          // What is damaged is told in the second pass.
          file ->
              new JsonRecords(file, place -> {})
                  .each(
                      document -> {
                        if (isStory(document)) {
                          telling.page(page(document, now));
                        } else if (isUser(document)) {
                          authors.put(author(document));
                        }
                      }),
          file ->
              new JsonRecords(file, telling::damaged)
                  .each(
                      document -> {
                        if (isComment(document)) {
                          comment(document, authors, telling);
                        }
                      }));
    }
  }

  private static boolean isComment(JsonFields document) {
    return document.has("storyID") && document.has("revisions");
  }

  private static boolean isStory(JsonFields document) {
    return document.has("url") && document.has("settings") && !document.has("storyID");
  }

  private static boolean isUser(JsonFields document) {
    return document.has("username") && document.has("role") || document.has("profiles");
  }

  private static ArchivedPage page(JsonFields story, Instant now) {
    return new ArchivedPage(
        story.text("id"),
        Optional.empty(),
        story.text("url"),
        story.object("metadata").text("title"),
        story.time("closedAt").filter(time -> !time.isAfter(now)).isPresent());
  }

  private static ArchivedAuthor author(JsonFields user) {
    return ArchivedAuthor.of(user.text("id"), user.text("username"), user.text("email"), "");
  }

  private static void comment(JsonFields comment, AuthorShelf authors, Telling telling)
      throws IOException {
    List<JsonFields> revisions = comment.objects("revisions");
    Optional<JsonFields> current =
        revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.get(revisions.size() - 1));
    String author = comment.text("authorID");
    telling
        .comment(comment.text("id"), comment.text("storyID"))
        .under(comment.text("parentID"))
        .by(authors.get(author).orElse(ArchivedAuthor.of(author, "", "", "")))
        .says(ArchivedText.ofHtml(current.map(revision -> revision.text("body")).orElse("")))
        .stands(standing(comment))
        .at(comment.time("createdAt"))
        .edited(
            current
                .filter(revision -> revisions.size() > 1)
                .flatMap(revision -> revision.time("createdAt")))
        .voted(new Votes(comment.object("actionCounts").number("REACTION"), 0))
        .tell();
  }

  private static Standing standing(JsonFields comment) {
    if (comment.time("deletedAt").isPresent()) {
      return Standing.DELETED;
    }
    return switch (comment.text("status")) {
      case "NONE", "APPROVED" -> Standing.APPROVED;
      case "REJECTED" -> Standing.REJECTED;
      default -> Standing.PENDING;
    };
  }
}
