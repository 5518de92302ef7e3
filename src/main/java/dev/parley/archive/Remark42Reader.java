package dev.parley.archive;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a backup of Remark42: a line about users and posts, then a line for each comment. Network
 * addresses are hashes there, and are left out.
 */
final class Remark42Reader implements ArchiveReader {
  /** Whose comments are those whose author was deleted with them. */
  static final String NOBODY = "deleted";

  @Override
  public void read(ArchiveFiles files, ArchiveVisitor visitor) throws IOException {
    Telling telling = new Telling(visitor);
    files.once(
        file -> new JsonRecords(file, telling::damaged).each(new Backup(file, telling)::take));
  }

  /** One file: a site. */
  private static final class Backup {
    private final ArchiveFile file;
    private final Telling telling;

    /** Only those who asked for mail. */
    private final Map<String, String> emails = new HashMap<>();

    private final Set<String> closed = new HashSet<>();

    Backup(ArchiveFile file, Telling telling) {
      this.file = file;
      this.telling = telling;
    }

    void take(JsonFields line) throws IOException {
      if (line.has("locator")) {
        comment(line);
      } else if (line.has("version")) {
        about(line);
      } else {
        telling.skipped(Skip.DAMAGED, line.text("id"));
      }
    }

    private void about(JsonFields line) throws IOException {
      if (line.number("version") > 1) {
        throw file.damaged(
            "line 1",
            "It is a backup of version "
                + line.text("version")
                + "; only the versions 0 and 1 are known.");
      }
      for (JsonFields user : line.objects("users")) {
        String email = user.object("details").text("email");
        if (!email.isEmpty()) {
          emails.put(user.text("id"), email);
        }
      }
      for (JsonFields post : line.objects("posts")) {
        if (post.is("read_only")) {
          closed.add(post.text("url"));
        }
      }
    }

    private void comment(JsonFields line) {
      JsonFields user = line.object("user");
      String url = line.object("locator").text("url");
      String id = user.text("id");
      telling.page(
          new ArchivedPage(
              url,
              Optional.empty(),
              url,
              Entities.decoded(line.text("title")),
              closed.contains(url)));
      telling
          .comment(line.text("id"), url)
          .under(line.text("pid"))
          .by(
              ArchivedAuthor.of(
                  id.equals(NOBODY) ? "" : id,
                  Entities.decoded(user.text("name")),
                  emails.getOrDefault(id, ""),
                  ""))
          .says(text(line))
          .stands(line.is("delete") ? Standing.DELETED : Standing.APPROVED)
          .at(line.time("time"))
          .edited(line.object("edit").time("time"))
          .voted(votes(line))
          .tell();
    }
  }

  /** Imported comments have HTML alone. The Markdown of others may mean something else here. */
  private static ArchivedText text(JsonFields line) {
    String html = line.text("text");
    return html.isEmpty()
        ? ArchivedText.ofMarkdown(line.text("orig"))
        : ArchivedText.ofHtml(html, line.text("orig"));
  }

  /** Of imported comments only the score is known. */
  private static Votes votes(JsonFields line) {
    Votes counted = new Votes(line.count("votes", true), line.count("votes", false));
    int score = line.number("score");
    return counted.score() == score ? counted : Votes.ofScore(score);
  }
}
