package dev.parley.archive;

import java.io.IOException;
import java.util.Map;

/** Reads the JSON of Waline, which knows pages by their path alone. */
final class WalineReader implements ArchiveReader {
  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file -> {
          JsonRecords records = new JsonRecords(file, telling::damaged);
          if (!records.in(Map.of("data.Comment", comment -> comment(comment, telling)))) {
            throw file.damaged("", "It has no list data.Comment.");
          }
        });
  }

  private static void comment(JsonFields comment, Telling telling) {
    String path = comment.text("url");
    telling.page(ArchivedPage.at(path, ""));
    telling
        .comment(comment.text("objectId", "id"), path)
        .under(comment.text("pid", "rid"))
        .by(
            ArchivedAuthor.of(
                comment.text("user_id"),
                comment.text("nick"),
                comment.text("mail"),
                comment.text("link")))
        .says(ArchivedText.ofMarkdown(comment.text("comment")))
        .stands(standing(comment.text("status")))
        .at(comment.time("insertedAt", "createdAt"))
        .voted(Votes.ofScore(comment.number("like")))
        .from(comment.text("ip"))
        .tell();
  }

  /** Comments from before there was moderation have no status. */
  private static Standing standing(String status) {
    return switch (status) {
      case "", "approved" -> Standing.APPROVED;
      case "spam" -> Standing.SPAM;
      default -> Standing.PENDING;
    };
  }
}
